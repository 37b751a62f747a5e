using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

/// <summary>No label that a fold learns from reaches into its test window: forward, on both sides, and inside an outer training window.</summary>
public class PurgeTests
{
    /// <summary>A panel in random order: up to three rows on each of the dates 10, 20, ...; labels known some dates later.</summary>
    private static readonly Gen<(Dataset Data, int Horizon)> Panels =
        Gen.Select(Gen.Int[150, 300], Gen.Int[1, 8], Gen.Int).Select((dates, horizon, seed) =>
        {
            var random = new Random(seed);
            long[] time = [.. Enumerable.Range(1, dates).SelectMany(d => Enumerable.Repeat(10L * d, random.Next(1, 4))).OrderBy(_ => random.Next())];
            return (Rows.With([.. time.Select(_ => random.Next(2) == 0)], time: time, labelEnd: [.. time.Select(t => t + 10 * horizon)]), horizon);
        });

    [Fact]
    public void Labels_overlap_no_test_window_of_outer_folds_or_of_the_inner_ones_that_choose_among_models()
        => Panels.Sample(panel =>
        {
            foreach (var outer in FoldPlan.Outer(panel.Data, 5, 1).Folds)
            {
                Assert.Equal(0, Overlaps(panel.Data, outer));
                var inner = FoldPlan.Inner(panel.Data, outer.Train, 3, 1);
                Assert.Equal("purged", inner.Protocol);
                foreach (var fold in inner.Folds)
                {
                    Assert.Equal(0, Overlaps(panel.Data, fold));
                    // Whoever chooses inside the window knows nothing of the window that judges the choice.
                    Assert.Subset(outer.Train.ToHashSet(), fold.Train.Concat(fold.Test).ToHashSet());
                    Assert.Equal(0, Overlaps(panel.Data, new(fold.Test, outer.Test)));
                }
            }
        });

    [Fact]
    public void Folds_that_forget_how_far_labels_look_ahead_are_found_on_both_sides()
        => Panels.Sample(panel =>
        {
            var (time, rows) = (panel.Data.Time!, Enumerable.Range(0, panel.Data.Rows).ToArray());
            Assert.All(TimeFolds.Forward(time, null, rows, 5), f => Assert.True(Overlaps(panel.Data, f) > 0));
            var middle = TimeFolds.Purged(time, null, rows, 3)[1];
            Assert.True(Overlaps(panel.Data, middle with { Train = [.. middle.Train.Where(r => time[r] < time[middle.Test[0]])] }) > 0);
            // After the window the embargo of 1 %, at most three dates, hides a horizon as short.
            if (panel.Horizon > 3) Assert.True(Overlaps(panel.Data, middle with { Train = [.. middle.Train.Where(r => time[r] > time[middle.Test[0]])] }) > 0);
        });

    [Fact]
    public void Learning_goes_on_behind_a_window_once_the_embargo_is_over_and_not_a_date_before()
        => Panels.Sample(panel =>
        {
            var (time, end) = (panel.Data.Time!, panel.Data.LabelEnd!);
            int[] rows = [.. Enumerable.Range(0, panel.Data.Rows)];
            var dates = time.Distinct().Count();
            foreach (var fold in TimeFolds.Purged(time, end, rows, 3))
            {
                // Dates are 10 apart: the last label is known at the end of the window and the horizon; the embargo is as long again, or 1 %.
                var known = Math.Min(fold.Test.Max(r => end[r]), 10L * dates);
                var horizon = (known - fold.Test.Max(r => time[r])) / 10;
                var resume = known + 10 * Math.Max(horizon, dates / 100);
                Assert.Equal(rows.Where(r => time[r] > resume), fold.Train.Where(r => time[r] > fold.Test.Max(t => time[t])));
            }
        });

    [Fact]
    public void Algorithms_are_compared_on_folds_that_know_how_far_labels_look_ahead()
    {
        var bars = PlantedData.Dataset("trade");
        int[] window = FoldPlan.Outer(bars, 3, 1).Folds[^1].Train;
        var (known, forgotten) = (Compare(bars.LabelEnd), Compare(null));
        // What the folds measured is kept where a line was tried.
        Assert.NotNull(known.Calibration?.LogLossBefore);
        Assert.NotNull(forgotten.Calibration?.LogLossBefore);
        Assert.NotEqual(known.Calibration.LogLossBefore, forgotten.Calibration.LogLossBefore);
        // Labels that all reach to the end leave nothing to learn from before any window, and nothing comes behind the last.
        var blind = Compare(Array.ConvertAll(bars.Time!, _ => bars.Time!.Max()));
        Assert.Equal("With fewer than 10 independent events nothing more flexible was tried.", blind.Reason);

        FittedModel Compare(long[]? labelEnd) => new Recipe(With(bars, labelEnd), PlantedData.Options("trade", "auto"), new Core.Training.Workers(1), new(_ => { }, default)).Fit(window, "a window");
    }

    private static Dataset With(Dataset bars, long[]? labelEnd) => new()
    {
        Signature = bars.Signature,
        Inputs = bars.Inputs,
        Label = bars.Label,
        Time = bars.Time,
        LabelEnd = labelEnd,
        Event = bars.Event,
        RowsRead = bars.RowsRead,
    };

    /// <summary>Training rows whose label interval meets the time from the first test row to the last test label.</summary>
    private static int Overlaps(Dataset data, Fold fold)
    {
        var (first, last) = (fold.Test.Min(r => data.Time![r]), fold.Test.Max(r => data.LabelEnd![r]));
        return fold.Train.Count(r => data.Time![r] <= last && data.LabelEnd![r] >= first);
    }
}
