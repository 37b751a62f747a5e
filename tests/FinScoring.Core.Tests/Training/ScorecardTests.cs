using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization.Binning;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Training;

public class ScorecardTests
{
    private static readonly TrainedModel Loan = TrainedModels.Get("loan", "scorecard");

    private static ScorecardTable Table => Loan.Manifest.Scorecard!;

    [Fact]
    public void A_column_with_the_wrong_sign_goes_and_the_selection_says_why()
    {
        var manifest = TrainedModels.Train("risk", PlantedData.LoanOptions with { Algorithm = "scorecard", Selection = "none" }, table: Suppressor()).Manifest;
        Assert.Equal(["x"], manifest.Scorecard!.Features.Select(f => f.Name));
        Assert.Equal(["x"], manifest.Signature.Inputs.Select(c => c.Name));
        var line = manifest.Selection.Single(s => s.Name == "shadow");
        Assert.False(line.Kept);
        Assert.StartsWith("beside the other columns its coefficient has the wrong sign (-", line.Reason);
    }

    [Fact]
    public void Every_coefficient_is_above_0_and_information_values_add_up()
    {
        Assert.All(Table.Features, f => Assert.True(f.Coefficient > 0));
        Assert.All(Table.Features, f => Assert.Equal(f.Bins.Sum(b => b.InformationValue), f.InformationValue, 1e-12));
        Assert.All(Table.Features, f => Assert.Equal((600, Loan.Manifest.Rows.Events), (f.Bins.Sum(b => b.Count), f.Bins.Sum(b => b.Events))));
        // The planted category: "b" raises the log-odds by 1.5, a missing one or another does not.
        Assert.Equal(["b"], Table.Features.Single(f => f.Name == "z").Bins.Where(b => b.WeightOfEvidence > 0.3).Select(b => b.Label));
    }

    [Theory]
    [InlineData("loan")]
    [InlineData("risk")]
    [InlineData("trade")]
    public void The_log_odds_of_every_golden_row_follow_from_the_table_by_hand(string domain)
    {
        var manifest = TrainedModels.Get(domain, "scorecard").Manifest;
        var inputs = manifest.Signature.Inputs;
        foreach (var golden in manifest.Golden)
        {
            var sum = manifest.Scorecard!.BaseLogOdds
                + manifest.Scorecard.Features.Sum(f => Find(f, golden.Cells[inputs.ToList().FindIndex(c => c.Name == f.Name)])?.LogOdds ?? 0);
            // The chain adds in single precision.
            Assert.Equal(sum, golden.LogOdds, 1e-5);
        }
    }

    [Fact]
    public void Calibration_is_folded_into_the_table()
    {
        var map = Loan.Manifest.LogOdds;
        Assert.Equal(map.Slope * Table.Intercept + map.Offset, Table.BaseLogOdds, 1e-12);
        Assert.All(Table.Features, f => Assert.All(f.Bins, b => Assert.Equal(map.Slope * f.Coefficient * b.WeightOfEvidence, b.LogOdds, 1e-12)));
    }

    [Fact]
    public void Points_are_those_of_the_policy_s_scale()
    {
        // 20 points double the odds, and 600 are odds of 50:1.
        Assert.Equal(600 + 20 * Math.Log2(Math.Exp(-Table.BaseLogOdds) / 50), Table.BasePoints!.Value, 1e-9);
        Assert.All(Table.Features.SelectMany(f => f.Bins), b => Assert.Equal(-20 * b.LogOdds / Math.Log(2), b.Points!.Value, 1e-9));

        var doubled = Table.On(new LoanPolicy { Points = 100, Odds = 50, PointsToDouble = 40 });
        Assert.Equal(100 + 2 * (Table.BasePoints.Value - 600), doubled.BasePoints!.Value, 1e-9);
        Assert.Equal(2 * Table.Features[0].Bins[0].Points!.Value, doubled.Features[0].Bins[0].Points!.Value, 1e-9);
    }

    [Fact]
    public void Risk_and_trade_have_log_odds_and_no_points()
    {
        foreach (var domain in new[] { "risk", "trade" })
        {
            var table = TrainedModels.Get(domain, "scorecard").Manifest.Scorecard!;
            Assert.Null(table.BasePoints);
            Assert.All(table.Features.SelectMany(f => f.Bins), b => Assert.Null(b.Points));
        }
    }

    [Fact]
    public void Only_a_scorecard_has_a_table()
        => Assert.Null(TrainedModels.Get("loan", "logistic").Manifest.Scorecard);

    [Fact]
    public void Rows_of_weight_two_count_as_if_they_were_there_twice()
    {
        var table = PlantedData.Loans();
        int[] all = [.. Enumerable.Range(0, table.Rows)];
        int[] repeated = [.. all, .. all.Where(r => r % 2 == 0)];
        var weighted = Train(table.With("weight", w => { for (var r = 0; r < w.Length; r++) w[r] = r % 2 == 0 ? 2 : 1; }), "weight");
        var twice = Train(new Table([.. table.Columns.Select(c => c.Take(repeated))], repeated.Length), null);
        // Prebins and limits see rows, so bounds and smoothing differ a little.
        Assert.Equal(twice.BaseLogOdds, weighted.BaseLogOdds, 0.05);
        var (one, other) = (weighted.Features.Single(f => f.Name == "z"), twice.Features.Single(f => f.Name == "z"));
        Assert.Equal(other.Bins.Select(b => b.EventRate), one.Bins.Select(b => b.EventRate), (a, b) => a is null && b is null || Math.Abs(a!.Value - b!.Value) < 1e-9);
        Assert.Equal(other.Bins.Select(b => b.WeightOfEvidence), one.Bins.Select(b => b.WeightOfEvidence), (a, b) => Math.Abs(a - b) < 0.01);
    }

    private static ScorecardTable Train(Table table, string? weight) => TrainedModels.Train(
        "loan", PlantedData.LoanOptions with { Algorithm = "scorecard", Weight = weight, Exclude = weight is null ? ["weight"] : [] }, table: table).Manifest.Scorecard!;

    /// <summary>x decides; its shadow is x with noise: alone it tells of the event, beside x it takes away from it.</summary>
    private static Table Suppressor()
    {
        var random = new Random(4);
        double[] x = [.. Enumerable.Range(0, 2000).Select(_ => PlantedData.Normal(random))];
        double[] shadow = [.. x.Select(v => v + 0.5 * PlantedData.Normal(random))];
        double[] label = [.. x.Zip(shadow, (v, s) => random.NextDouble() < 1 / (1 + Math.Exp(-3 * v + 1.5 * s)) ? 1.0 : 0)];
        return Tables.Of(Tables.Numbers("x", x), Tables.Numbers("shadow", shadow), Tables.Numbers("event", label));
    }

    private static ScorecardBin? Find(ScorecardFeature feature, string? cell) => cell switch
    {
        null => feature.Bins.FirstOrDefault(b => b.Kind == BinKind.Missing),
        _ when feature.Bins.Any(b => b.Kind == BinKind.Other)
            => feature.Bins.FirstOrDefault(b => b.Categories?.Contains(cell) == true) ?? feature.Bins.Single(b => b.Kind == BinKind.Other),
        _ => feature.Bins.Single(b => b.Kind == BinKind.Range
            && !((float)Numeric(cell) < (float?)b.From) && !((float)Numeric(cell) >= (float?)b.To)),
    };

    private static double Numeric(string cell) => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);
}
