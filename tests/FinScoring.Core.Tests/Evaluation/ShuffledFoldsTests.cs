using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class ShuffledFoldsTests
{
    private static readonly Gen<bool[]> Labels =
        Gen.Bool.Array[20, 100].Where(l => l.Count(y => y) >= 5 && l.Count(y => !y) >= 5);

    [Fact]
    public void Stratified_folds_test_every_row_once_and_train_on_the_rest()
        => Gen.Select(Labels, Gen.Int[2, 5], Gen.Int).Sample((label, k, seed) =>
        {
            var plan = FoldPlan.Outer(Rows.With(label), k, seed);

            Assert.Equal("stratified", plan.Protocol);
            Assert.Equal(k, plan.Folds.Count);
            Assert.Equal(Enumerable.Range(0, label.Length), plan.Folds.SelectMany(f => f.Test).Order());
            Assert.All(plan.Folds, f => Assert.Equal(Enumerable.Range(0, label.Length).Except(f.Test), f.Train));
        });

    [Fact]
    public void Stratified_folds_differ_by_at_most_one_row_and_one_event()
        => Gen.Select(Labels, Gen.Int[2, 5], Gen.Int).Sample((label, k, seed) =>
        {
            var folds = FoldPlan.Outer(Rows.With(label), k, seed).Folds;
            var sizes = folds.Select(f => f.Test.Length).ToArray();
            var events = folds.Select(f => f.Test.Count(r => label[r])).ToArray();

            Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
            Assert.InRange(events.Max() - events.Min(), 0, 1);
        });

    [Fact]
    public void A_seed_gives_the_same_folds_again_and_another_seed_other_folds()
    {
        var data = Rows.With(Rows.EveryNth(4, 60));

        Assert.Equal(Tests(data, 7), Tests(data, 7));
        Assert.NotEqual(Tests(data, 7), Tests(data, 8));

        static int[][] Tests(Dataset data, int seed) => [.. FoldPlan.Outer(data, 5, seed).Folds.Select(f => f.Test)];
    }

    [Fact]
    public void No_group_is_cut_and_groups_of_equal_make_give_equal_folds()
    {
        // 20 groups of 6 rows with 2 events each: 4 groups, 24 rows and 8 events a fold.
        var label = Rows.EveryNth(3, 120);
        int[] group = [.. Enumerable.Range(0, 120).Select(i => i / 6)];

        var plan = FoldPlan.Outer(Rows.With(label, group), 5, 1);

        Assert.Equal("grouped", plan.Protocol);
        Assert.All(plan.Folds, f => Assert.Empty(f.Test.Select(r => group[r]).Intersect(f.Train.Select(r => group[r]))));
        Assert.All(plan.Folds, f => Assert.Equal((24, 8), (f.Test.Length, f.Test.Count(r => label[r]))));
    }

    [Fact]
    public void Groups_of_any_make_are_never_cut()
        => Gen.Select(Labels, Gen.Int[2, 5], Gen.Int).Sample((label, k, seed) =>
        {
            var random = new Random(seed);
            int[] group = [.. label.Select(_ => random.Next(12))];

            var folds = ShuffledFolds.Grouped(label, group, [.. Enumerable.Range(0, label.Length)], k, seed);

            Assert.Equal(Enumerable.Range(0, label.Length), folds.SelectMany(f => f.Test).Order());
            Assert.All(folds, f => Assert.Empty(f.Test.Select(r => group[r]).Intersect(f.Train.Select(r => group[r]))));
        });

    [Fact]
    public void Copies_of_a_row_stay_in_one_fold_outer_and_inner_and_folds_differ_by_at_most_one_set_of_each_label()
        => Gen.Select(Labels, Gen.Int[2, 4], Gen.Int[1, 6], Gen.Int).Sample((label, k, times, seed) =>
        {
            // Each row as often: every set is as large as any other.
            bool[] copied = [.. Enumerable.Repeat(label, times).SelectMany(l => l)];
            int[] setOf = [.. Enumerable.Range(0, copied.Length).Select(i => i % label.Length)];
            var data = Rows.With(copied, copies: new(setOf, copied.Length - label.Length, true));

            var outer = FoldPlan.Outer(data, k, seed);

            Assert.Equal("stratified", outer.Protocol);
            Uncut(outer);
            Uncut(FoldPlan.Inner(data, outer.Folds[0].Train, 3, seed));
            int[] events = [.. outer.Folds.Select(f => f.Test.Count(r => copied[r]))], sizes = [.. outer.Folds.Select(f => f.Test.Length)];
            Assert.InRange(events.Max() - events.Min(), 0, times);
            Assert.InRange(sizes.Max() - sizes.Min(), 0, times);

            void Uncut(FoldPlan plan) => Assert.All(plan.Folds, f => Assert.Empty(f.Test.Select(r => setOf[r]).Intersect(f.Train.Select(r => setOf[r]))));
        });

    [Fact]
    public void Where_groups_and_copies_overlap_neither_is_cut()
    {
        // Groups 0 1 2 ... of two rows; row 1 has a copy in group 1, row 3 one in group 2: the three groups are one unit.
        int[] group = [.. Enumerable.Range(0, 60).Select(i => i / 2)];
        int[] setOf = [.. Enumerable.Range(0, 60).Select(i => i switch { 2 => 1, 4 => 3, _ => i })];
        var data = Rows.With(Rows.EveryNth(3, 60), group, copies: new(setOf, 2, true));

        Assert.Equal(28, data.Units!.Distinct().Count());
        Assert.Single(data.Units![..6].Distinct());
        var plan = FoldPlan.Outer(data, 5, 1);
        Assert.Equal("grouped", plan.Protocol);
        Assert.All(plan.Folds, f => Assert.Empty(f.Test.Select(r => data.Units[r]).Intersect(f.Train.Select(r => data.Units[r]))));
    }

    [Fact]
    public void Inner_folds_hold_only_the_rows_they_were_given()
    {
        var data = Rows.With(Rows.EveryNth(3, 90));
        var outer = FoldPlan.Outer(data, 3, 1).Folds[0];

        var inner = FoldPlan.Inner(data, outer.Train, 4, 1);

        Assert.Equal(outer.Train, inner.Folds.SelectMany(f => f.Test).Order());
        Assert.All(inner.Folds, f => Assert.Equal(outer.Train.Except(f.Test), f.Train));
    }

    [Fact]
    public void Three_events_give_three_folds_and_a_warning()
    {
        var plan = FoldPlan.Outer(Rows.With(Rows.EveryNth(30, 90)), 5, 1);

        Assert.Equal(3, plan.Folds.Count);
        Assert.All(plan.Folds, f => Assert.Equal(1, f.Test.Count(r => r % 30 == 29)));
        Assert.Contains("3 folds instead of 5", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_events_are_too_few_to_evaluate_a_model()
        => Assert.Throws<BadDataException>(() => FoldPlan.Outer(Rows.With(Rows.EveryNth(30, 60)), 5, 1));

    [Fact]
    public void Events_of_a_single_group_cannot_be_learned_where_that_group_is_tested()
    {
        int[] group = [.. Enumerable.Range(0, 100).Select(i => i / 10)];
        bool[] label = [.. group.Select(g => g == 4)];

        var plan = FoldPlan.Outer(Rows.With(label, group), 5, 1);

        Assert.Equal(4, plan.Folds.Count);
        Assert.Single(plan.Warnings);
    }
}
