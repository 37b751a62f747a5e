using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class TimeFoldsTests
{
    /// <summary>A panel in random order: dates 10, 20, ..., one to three rows a date, labels known a number of dates later.</summary>
    private static readonly Gen<(Dataset Data, int Horizon, int Folds)> Panels =
        Gen.Select(Gen.Int[20, 150], Gen.Int[0, 8], Gen.Int[2, 6], Gen.Int).Select((dates, horizon, folds, seed) =>
        {
            var random = new Random(seed);
            long[] time = [.. Enumerable.Range(1, dates).SelectMany(d => Enumerable.Repeat(10L * d, random.Next(1, 4))).OrderBy(_ => random.Next())];
            long[]? end = horizon == 0 ? null : [.. time.Select(t => t + 10 * horizon)];
            return (Rows.With([.. time.Select(_ => random.Next(2) == 0)], time: time, labelEnd: end), horizon, folds);
        });

    [Fact]
    public void Forward_folds_learn_from_30_percent_of_the_dates_and_cut_the_rest_into_equal_blocks()
    {
        long[] time = [.. Enumerable.Range(0, 100).Select(i => (long)i)];

        var plan = FoldPlan.Outer(Rows.With(Rows.EveryNth(3, 100), time: time), 5, 1);

        Assert.Equal("forward", plan.Protocol);
        Assert.Equal([30, 44, 58, 72, 86], plan.Folds.Select(f => f.Test[0]));
        Assert.All(plan.Folds, f => Assert.Equal(Enumerable.Range(f.Test[0], 14), f.Test));
        Assert.All(plan.Folds, f => Assert.Equal(Enumerable.Range(0, f.Test[0]), f.Train));
    }

    [Fact]
    public void Forward_training_holds_every_row_whose_label_was_known_before_the_test_window_and_no_other()
        => Panels.Sample(panel =>
        {
            var (time, end) = Times(panel.Data);
            foreach (var fold in TimeFolds.Forward(time, panel.Data.LabelEnd, All(time), panel.Folds))
            {
                var first = fold.Test.Min(r => time[r]);
                Assert.Equal(All(time).Where(r => end[r] < first), fold.Train);
            }
        });

    [Fact]
    public void A_horizon_that_leaves_nothing_to_learn_from_is_named()
    {
        var day = TimeSpan.TicksPerDay;
        long[] time = [.. Enumerable.Range(0, 200).Select(i => i * day)];
        var problem = Assert.Throws<BadDataException>(() => FoldPlan.Outer(
            Rows.With(Rows.EveryNth(3, 200), time: time, labelEnd: [.. time.Select(t => t + 365 * day)]), 5, 1)).Errors;
        Assert.Equal("horizon", Assert.Single(problem).Key);
        Assert.Contains("a label is known some 365 days after its row", problem["horizon"][0]);
        // Without events it is not the horizon's fault.
        var none = Assert.Throws<BadDataException>(() => FoldPlan.Outer(Rows.With(new bool[200], time: time, labelEnd: time), 5, 1)).Errors;
        Assert.Equal("data", Assert.Single(none).Key);
    }

    [Fact]
    public void No_date_is_both_tested_and_learned_from_or_tested_twice()
        => Panels.Sample(panel =>
        {
            var time = panel.Data.Time!;
            var forward = TimeFolds.Forward(time, panel.Data.LabelEnd, All(time), panel.Folds);
            var purged = TimeFolds.Purged(time, panel.Data.LabelEnd, All(time), panel.Folds);
            foreach (var folds in new[] { forward, purged })
            {
                Assert.Equal(panel.Folds, folds.Count);
                Assert.All(folds, f => Assert.Empty(Dates(f.Test).Intersect(Dates(f.Train))));
                Assert.Equal(folds.Sum(f => Dates(f.Test).Count()), Dates(folds.SelectMany(f => f.Test)).Count());
            }

            IEnumerable<long> Dates(IEnumerable<int> rows) => rows.Select(r => time[r]).Distinct();
        });

    [Fact]
    public void Purged_folds_test_every_row_and_no_training_label_overlaps_the_test_window()
        => Panels.Sample(panel =>
        {
            var (time, end) = Times(panel.Data);
            var folds = TimeFolds.Purged(time, panel.Data.LabelEnd, All(time), panel.Folds);

            Assert.Equal(All(time), folds.SelectMany(f => f.Test).Order());
            foreach (var fold in folds)
            {
                long first = fold.Test.Min(r => time[r]), lastEnd = fold.Test.Max(r => end[r]);
                Assert.DoesNotContain(fold.Train, r => time[r] <= lastEnd && end[r] >= first);
            }
        });

    [Fact]
    public void After_the_test_window_and_its_labels_an_embargo_keeps_out_the_horizon_or_1_percent_of_the_dates()
    {
        // 500 dates, horizon 3: blocks of 100, 1 % = 5 dates > 3. Block 200-299: labels known up to 302, embargo 303-307.
        long[] time = [.. Enumerable.Range(0, 500).Select(i => (long)i)];
        var data = Rows.With(Rows.EveryNth(3, 500), time: time, labelEnd: [.. time.Select(t => t + 3)]);

        var plan = FoldPlan.Inner(data, All(time), 5, 1);

        Assert.Equal("purged", plan.Protocol);
        Assert.Equal(Enumerable.Range(200, 100), plan.Folds[2].Test);
        Assert.Equal([.. Enumerable.Range(0, 197), .. Enumerable.Range(308, 192)], plan.Folds[2].Train);

        // Horizon 9 > 5: labels known up to 308, embargo 309-317.
        data = Rows.With(Rows.EveryNth(3, 500), time: time, labelEnd: [.. time.Select(t => t + 9)]);
        Assert.Equal([.. Enumerable.Range(0, 191), .. Enumerable.Range(318, 182)], FoldPlan.Inner(data, All(time), 5, 1).Folds[2].Train);
    }

    [Fact]
    public void A_training_window_is_split_by_its_own_dates_only()
    {
        long[] time = [.. Enumerable.Range(0, 200).Select(i => (long)i)];
        var data = Rows.With(Rows.EveryNth(3, 200), time: time, labelEnd: [.. time.Select(t => t + 1)]);
        var outer = FoldPlan.Outer(data, 5, 1).Folds[1];

        var inner = FoldPlan.Inner(data, outer.Train, 4, 1);

        Assert.Equal(outer.Train, inner.Folds.SelectMany(f => f.Test).Order());
        Assert.All(inner.Folds, f => Assert.Subset(outer.Train.ToHashSet(), f.Train.ToHashSet()));
    }

    [Fact]
    public void A_window_whose_past_has_no_event_is_left_out_with_a_warning()
    {
        long[] time = [.. Enumerable.Range(0, 100).Select(i => (long)i)];
        bool[] label = [.. time.Select(t => t >= 40 && t % 2 == 0)];

        var plan = FoldPlan.Outer(Rows.With(label, time: time), 5, 1);

        // Blocks start at 30, 44, 58, 72 and 86; before 30 nothing happened.
        Assert.Equal([44, 58, 72, 86], plan.Folds.Select(f => f.Test[0]));
        Assert.Single(plan.Warnings);
    }

    [Fact]
    public void A_single_date_cannot_be_split()
        => Assert.Throws<BadDataException>(() => FoldPlan.Outer(Rows.With(Rows.EveryNth(2, 50), time: new long[50]), 5, 1));

    [Fact]
    public void Of_borrowers_30_percent_of_the_dates_whose_labels_are_ever_known_only_train()
    {
        // 36 months, labels a year ahead: before month 35 those of months 0 to 22 are known, and 30 % of the 23 once month 19 begins.
        long[] month = [.. Enumerable.Range(0, 720).Select(i => i % 36L)];
        var plan = FoldPlan.Outer(Rows.With(Rows.EveryNth(3, 720), time: month, labelEnd: [.. month.Select(m => m + 12)]), 5, 1);

        Assert.Empty(plan.Warnings);
        Assert.Equal([19L, 22, 25, 29, 32], plan.Folds.Select(f => f.Test.Min(r => month[r])));
        Assert.Equal([6L, 9, 12, 16, 19], plan.Folds.Select(f => f.Train.Max(r => month[r])));
        Assert.Equal(17 * 20, plan.Folds.Sum(f => f.Test.Length));
        // Without a horizon the first 11 of 36 months, as of a series.
        Assert.Equal(11, FoldPlan.Outer(Rows.With(Rows.EveryNth(3, 720), time: month), 5, 1).Folds[0].Test.Min(r => month[r]));
    }

    [Fact]
    public void Where_a_horizon_leaves_next_to_nothing_an_inner_loop_over_borrowers_purges_those_it_tests_only()
    {
        long[] month = [.. Enumerable.Range(0, 720).Select(i => i % 36L)];
        int[] person = [.. Enumerable.Range(0, 720).Select(i => i % 40)];

        // A quarter ahead: the later 18 months, the first of them from months 0 to 14, two fifths of the rows.
        var near = Inner(3, null);
        Assert.Equal([18L, 24, 30], near.Folds.Select(f => f.Test.Min(r => month[r])));
        Assert.All(near.Folds, f => Assert.Equal(f.Test.Min(r => month[r]) - 4, f.Train.Max(r => month[r])));

        // A year ahead it would have 6 of 36 months: so all rows before it, of other people.
        var far = Inner(12, null);
        Assert.Equal([18L, 24, 30], far.Folds.Select(f => f.Test.Min(r => month[r])));
        Assert.All(far.Folds, f => Assert.Equal(All(month).Where(r => month[r] < f.Test.Min(t => month[t])), f.Train));

        // Forty people of eighteen rows all over the months, so that each window tests rows of all: those of a year before it are purged.
        Assert.All(Inner(12, person).Folds, f => Assert.Equal(All(month).Where(r => month[r] + 12 < f.Test.Min(t => month[t])), f.Train));

        FoldPlan Inner(int ahead, int[]? group)
            => FoldPlan.InnerOfEntities(Rows.With(Rows.EveryNth(3, 720), group, month, [.. month.Select(m => m + ahead)]), All(month), 3);
    }

    private static (long[] Time, long[] End) Times(Dataset data) => (data.Time!, data.LabelEnd ?? data.Time!);

    private static int[] All(long[] time) => [.. Enumerable.Range(0, time.Length)];
}
