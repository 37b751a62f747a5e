using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Evaluation.Fairness;

public class ProtectedGroupsTests
{
    [Fact]
    public void Rare_categories_are_pooled_and_missing_is_a_group_of_its_own()
    {
        var column = Tables.Texts("sex", [.. Times("f", 30), .. Times("m", 40), .. Times("x", 19), .. Times("y", 1), null]);
        var grouping = ProtectedGroups.Of(column);
        Assert.Equal(["m", "f", "other", "missing"], grouping.Names);
        Assert.Equal([("f", 30), ("m", 40), ("other", 20), ("missing", 1)], grouping.NamesOf(column).CountBy(n => n).Select(c => (c.Key, c.Value)));
    }

    [Fact]
    public void A_group_is_found_in_another_file_however_that_spells_it()
    {
        var grouping = ProtectedGroups.Of(Tables.Texts("owner", [.. Times("True", 30), .. Times("False", 30), .. Times("4", 30), .. Times("0005", 30)]));
        Assert.Equal(["True", "False", "4", "0005", "other", "missing"], grouping.NamesOf(Tables.Texts("owner", "TRUE", "false", "4.0", "0005", "5", null)));
    }

    [Fact]
    public void Few_numbers_are_groups_by_themselves_in_their_order()
        => Assert.Equal(["0", "1", "2.5", "other", "missing"], ProtectedGroups.Of(Numbers([.. Times(2.5, 50), .. Times(1.0, 20), .. Times(0.0, 30), 7])).Names);

    [Fact]
    public void Many_numbers_are_cut_into_quarters_of_the_rows()
    {
        // Ages 21 to 60, five of each: a quarter is ten years.
        var column = Numbers([.. Enumerable.Range(0, 200).Select(i => 21.0 + i / 5)]);
        var grouping = ProtectedGroups.Of(column);
        Assert.Equal(["below 31", "31 to below 41", "41 to below 51", "51 or more", "other", "missing"], grouping.Names);
        Assert.All(grouping.NamesOf(column).CountBy(n => n), c => Assert.Equal(50, c.Value));
    }

    [Fact]
    public void A_number_of_which_most_rows_have_the_lowest_value_still_has_two_ranges()
        => Assert.Equal(["below 1", "1 or more", "other", "missing"], ProtectedGroups.Of(Numbers([.. Times(0.0, 400), .. Enumerable.Range(1, 40).Select(i => (double)i)])).Names);

    [Fact]
    public void A_code_among_numbers_is_no_number()
    {
        double[] ages = [.. Enumerable.Range(0, 200).Select(i => 21.0 + i / 5)];
        Assert.Equal(["-9", "below 31", "31 to below 41", "41 to below 51", "51 or more", "other", "missing"], ProtectedGroups.Of(Numbers([.. ages, .. Times(-9.0, 30)])).Names);
    }

    [Fact]
    public void Dates_count_by_their_year()
    {
        var column = Tables.Dates("born", [.. Enumerable.Range(0, 120).Select(i => i % 60 == 0 ? null : $"{1980 + i % 2}-0{1 + i % 9}-15")]);
        var grouping = ProtectedGroups.Of(column);
        Assert.Equal(["1980", "1981", "other", "missing"], grouping.Names);
        Assert.Equal(("missing", "1981"), (grouping.NamesOf(column)[0], grouping.NamesOf(column)[1]));
    }

    [Fact]
    public void Another_file_is_grouped_as_the_first_was()
    {
        var ages = ProtectedGroups.Of(Numbers([.. Enumerable.Range(0, 200).Select(i => 21.0 + i / 5)]));
        Assert.Equal(["51 or more", "below 31", "31 to below 41", "missing"], ages.NamesOf(Numbers(99, 1, 31, double.NaN)));
        Assert.Equal(["other", "missing"], ages.NamesOf(Tables.Texts("age", "old", null)));
        var sex = ProtectedGroups.Of(Tables.Texts("sex", [.. Times("1", 30), .. Times("2", 30)]));
        // Read as numbers where a file holds nothing else.
        Assert.Equal(["2", "1", "other"], sex.NamesOf(Numbers(2, 1, 3)));
    }

    [Fact]
    public void Every_row_has_a_group_and_equal_values_never_part()
        => Gen.Int[-5, 40].Array[1, 300].Sample(values =>
        {
            var column = Numbers(Array.ConvertAll(values, v => v < 0 ? double.NaN : v));
            var grouping = ProtectedGroups.Of(column);
            var names = grouping.NamesOf(column);
            Assert.Subset(grouping.Names.ToHashSet(), names.ToHashSet());
            Assert.All(column.Values.Zip(names).GroupBy(r => r.First), g => Assert.Single(g.DistinctBy(r => r.Second)));
        });

    private static NumericColumn Numbers(params double[] values) => Tables.Numbers("age", values);

    private static IEnumerable<T> Times<T>(T value, int count) => Enumerable.Repeat(value, count);
}
