using FinScoring.Core.Normalization;

namespace FinScoring.Core.Tests.Normalization;

public class CategoryLevelsTests
{
    [Fact]
    public void Levels_of_ten_rows_or_more_are_kept_most_frequent_first_and_missing_is_one_of_them()
    {
        int[] codes = [.. Many(0, 12), .. Many(1, 30), .. Many(2, 9), .. Many(-1, 20)];
        Assert.Equal(["b", "", "a"], CategoryLevels.Of(new("c", codes, ["a", "b", "rare"]), AllOf(codes)));
    }

    [Fact]
    public void In_many_rows_a_level_must_make_up_a_thousandth()
    {
        int[] codes = [.. Many(0, 20_000), .. Many(1, 21), .. Many(2, 20)];
        Assert.Equal(["a", "b"], CategoryLevels.Of(new("c", codes, ["a", "b", "rare"]), AllOf(codes)));
    }

    [Fact]
    public void At_most_a_hundred_levels_are_kept()
    {
        int[] codes = [.. Enumerable.Range(0, 120).SelectMany(level => Many(level, 10 + level))];
        var kept = CategoryLevels.Of(new("c", codes, [.. Enumerable.Range(0, 120).Select(l => $"{l}")]), AllOf(codes));
        Assert.Equal(Enumerable.Range(20, 100).Reverse().Select(l => $"{l}"), kept);
    }

    [Fact]
    public void Only_the_training_rows_count()
    {
        int[] codes = [.. Many(0, 20), .. Many(1, 50)];
        Assert.Equal(["a"], CategoryLevels.Of(new("c", codes, ["a", "b"]), [.. Enumerable.Range(0, 25)]));
    }

    private static IEnumerable<int> Many(int code, int times) => Enumerable.Repeat(code, times);

    private static int[] AllOf(int[] codes) => [.. Enumerable.Range(0, codes.Length)];
}
