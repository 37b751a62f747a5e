using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>The pipeline against planted leaks: where there is nothing to learn it finds nothing, and a fold knows its training rows only.</summary>
public class LeakageTests
{
    /// <summary>Rows follow time, so that what a fold must not see is the future: forward fold 2 of 3 learns from rows 0 to 319.</summary>
    private static readonly Table Dated = Tables.Of(
        [.. PlantedData.Loans().Columns, Tables.Dates("date", [.. Enumerable.Range(0, 600).Select(Tables.Day)])]);

    private static readonly int[] Past = [.. Enumerable.Range(0, 320)];

    public static TheoryData<string> Algorithms => [.. Core.Training.Algorithms.Names];

    /// <summary>What people do to a file before they split it.</summary>
    public static TheoryData<string> Violations => ["mean", "next", "scale", "event rate"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Shuffled_labels_cannot_be_learned(string algorithm)
    {
        var random = new Random(31);
        var table = PlantedData.Loans(1000).With("event", random.Shuffle);
        var auc = TrainedModels.Train("loan", PlantedData.Options("loan", algorithm) with { Folds = 5 }, table: table).Manifest.Metrics.Auc!.Value;
        // Four standard errors of an AUC of .5: sqrt(1001 / (12 * 450 * 550)) = .018.
        Assert.InRange(auc, 0.5 - 4 * 0.018, 0.5 + 4 * 0.018);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Shuffled_returns_cannot_be_forecast(string algorithm)
    {
        // The bars of the battery in another order: each day's return says nothing about the next any more.
        var random = new Random(32);
        int[] order = [.. Enumerable.Range(1, 999)];
        random.Shuffle(order);
        var auc = TrainedModels.Train("trade", PlantedData.Options("trade", algorithm), table: Reordered(PlantedData.Bars(1000), order)).Manifest.Metrics.Auc!.Value;
        // Tested on 657 bars, half of them up: sqrt(658 / (12 * 328 * 329)) = .023.
        Assert.InRange(auc, 0.5 - 4 * 0.023, 0.5 + 4 * 0.023);
    }

    [Theory]
    [InlineData("auto", "meanVariance")]
    [InlineData("logistic", "robust")]
    [InlineData("logistic", "minMax")]
    [InlineData("logistic", "binning")]
    [InlineData("scorecard", "meanVariance")]
    [InlineData("lightgbm", "meanVariance")]
    public void Whatever_the_future_holds_a_fold_learns_the_same(string algorithm, string normalization)
        => Gen.Int.Sample(seed => FoldSecrecy.Holds(Dated, Past, table => Fit(table, algorithm, normalization), seed), iter: 3, threads: 1);

    [Theory]
    [MemberData(nameof(Violations))]
    public void A_file_prepared_as_a_whole_is_caught(string violation)
        => Gen.Int.Sample(
            seed => !FoldSecrecy.Holds(Dated, Past, table => Fit(PreparedAsAWhole(table, violation), "logistic", "meanVariance"), seed), iter: 3, threads: 1);

    [Fact]
    public void The_rows_to_learn_from_are_those_of_a_forward_fold()
        => Assert.Equal(Past, FoldPlan.Outer(Data(Dated), 3, 1).Folds[1].Train);

    private static Dataset Data(Table table) => Domain.Find("risk")!.Prepare(table, PlantedData.Options("risk", "auto") with { Time = "date" });

    private static double[] Fit(Table table, string algorithm, string normalization)
    {
        var options = PlantedData.Options("risk", algorithm) with { Time = "date", Normalization = normalization };
        var model = new Recipe(Data(table), options, new Core.Training.Workers(1), new(_ => { }, default)).Fit(Past, "a fold");
        // Of rows as they were: what is asked is what the model learned, not what it is asked.
        return model.LogOdds(Data(Dated), Past);
    }

    private static Table PreparedAsAWhole(Table table, string violation)
    {
        var labels = ((NumericColumn)table.Find("event")!).Values;
        return table.With("x", Prepare).With("copy", Prepare);

        void Prepare(double[] x)
        {
            var there = x.Where(v => !double.IsNaN(v)).ToArray();
            var (mean, most) = (there.Average(), there.Max(Math.Abs));
            double[] rates = [.. new[] { false, true }.Select(high => labels.Where((_, row) => x[row] > mean == high).Average())];
            for (var row = x.Length - 1; row >= 0; row--)
            {
                x[row] = violation switch
                {
                    "mean" => double.IsNaN(x[row]) ? mean : x[row],
                    // Read backwards, the gap at the end of the past is filled with what comes after it.
                    "next" => double.IsNaN(x[row]) || row == Past[^1] ? x.Skip(row + 1).FirstOrDefault(v => !double.IsNaN(v)) : x[row],
                    "scale" => x[row] / most,
                    _ => rates[x[row] > mean ? 1 : 0],
                };
            }
        }
    }

    private static Table Reordered(Table bars, int[] order)
    {
        double[] close = [.. ((NumericColumn)bars.Find("close")!).Values], volume = [.. ((NumericColumn)bars.Find("volume")!).Values];
        double[] open = new double[order.Length + 1], made = new double[order.Length + 1];
        (open[0], made[0]) = (close[0], close[0]);
        for (var day = 1; day < made.Length; day++)
        {
            open[day] = made[day - 1];
            made[day] = open[day] * close[order[day - 1]] / close[order[day - 1] - 1];
        }

        return Tables.Of(
            bars.Find("date")!, Tables.Numbers("open", open), Tables.Numbers("high", [.. made.Zip(open, (c, o) => 1.002 * Math.Max(c, o))]),
            Tables.Numbers("low", [.. made.Zip(open, (c, o) => 0.998 * Math.Min(c, o))]), Tables.Numbers("close", made), Tables.Numbers("volume", volume));
    }
}
