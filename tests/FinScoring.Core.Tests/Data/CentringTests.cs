using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Data;

public sealed class CentringTests
{
    /// <summary>Milliseconds: in single precision there are 131,072 of them between one number and the next.</summary>
    private const double Start = 1.7e12;

    [Fact]
    public void Only_numbers_that_single_precision_would_make_one_are_moved_to_their_middle()
    {
        double[] steps = [.. Enumerable.Range(0, 101).Select(i => (double)i)];
        Assert.Equal(Start + 50, Of([.. steps.Select(v => Start + v)]));
        // One wrong value far out does not hide the others. The middle is the lower of two.
        Assert.Equal(Start + 49, Of([0.1, .. steps.Select(v => Start + v)]));
        Assert.Null(Of(steps));
        // Whole numbers up to 2^24 are exact in single precision, however little they differ.
        Assert.Null(Of([.. steps.Select(v => 16_000_000 + v)]));
        Assert.Null(Of([.. steps.Select(v => 0.1 * v)]));
        // A year of milliseconds: 240,000 steps of single precision.
        Assert.Null(Of([.. steps.Select(v => Start + 315_360_000.0 * v)]));

        static double? Of(double[] sorted) => Centring.Of(sorted);
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("lightgbm")]
    [InlineData("scorecard")]
    public void A_model_of_times_in_milliseconds_is_that_of_the_same_times_counted_from_their_middle(string algorithm)
    {
        var (far, near) = (Train(algorithm, Start), Train(algorithm, 0));
        var centre = far.Manifest.Signature.Inputs.Single(c => c.Name == "time").Centre!.Value;
        Assert.Null(near.Manifest.Signature.Inputs.Single(c => c.Name == "time").Centre);
        Assert.Equal(near.Manifest.Metrics.Auc!.Value, far.Manifest.Metrics.Auc!.Value, 0.01);
        Assert.True(far.Manifest.Metrics.Auc > 0.7);
        var (farScorer, nearScorer) = (ExplainedScorer(far), ExplainedScorer(near));
        foreach (var time in new double[] { 10, 250, 501, 777, 990 })
        {
            using var farRow = Completed(farScorer, Start + time);
            using var nearRow = Completed(nearScorer, time);
            // Trees put 0, which is another number in the one file than in the other, into a bin of its own.
            Assert.Equal(nearRow.LogOdds(), farRow.LogOdds(), algorithm == "logistic" ? 1e-3 : 0.1);
            Assert.Empty(farRow.Warnings);
            var contributions = new double[farScorer.Inputs.Length];
            Assert.Equal(farRow.LogOdds(), Explainer.Of(farScorer)!.Explain(farRow, contributions) + contributions.Sum(), 1e-6);
            Assert.Equal(Start + time, farRow.Number(0));
        }

        Assert.InRange(centre, Start + 400, Start + 600);
        // What is said of the column is said in the file's own numbers.
        Assert.All(far.Manifest.Scorecard?.Features.Single(f => f.Name == "time").Bins.Where(b => b.From is not null) ?? [], b => Assert.InRange(b.From!.Value, Start, Start + 1000));
    }

    private static Scorer ExplainedScorer(TrainedModel model)
        => Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest, explanation: model.Explanation.ToJson());

    private static ScoringRow Completed(Scorer scorer, double time)
    {
        var row = scorer.Rent();
        row.SetCell(row.Find("time")!.Value, time.ToString("R", CultureInfo.InvariantCulture));
        if (row.Find("other") is >= 0 and var other) row.SetNumber(other, 0.25, "0.25");
        Assert.True(row.Complete());
        return row;
    }

    /// <summary>The odds of the event rise with time, from 0 to 999 after a start.</summary>
    private static TrainedModel Train(string algorithm, double start)
    {
        var random = new Random(4);
        double[] time = [.. Enumerable.Range(0, 600).Select(_ => (double)random.Next(1000))];
        double[] other = [.. time.Select(_ => random.NextDouble())];
        double[] label = [.. time.Select(t => random.NextDouble() < 1 / (1 + Math.Exp(2.5 - t / 200)) ? 1.0 : 0)];
        var table = Tables.Of(
            new NumericColumn("time", [.. time.Select(t => start + t)]), new NumericColumn("other", other), new NumericColumn("event", label));
        return new ScoringPipeline(1).Train(
            Domain.Find("risk")!, table,
            new() { Label = "event", Algorithm = algorithm, Folds = 2, Selection = "none", Normalization = "meanVariance" }, _ => { });
    }
}
