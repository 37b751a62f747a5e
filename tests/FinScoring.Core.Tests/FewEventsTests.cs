using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>Daily series whose labels look a month ahead: neighbouring rows tell of the same event, and the inputs drift slowly.</summary>
public class FewEventsTests
{
    private const int Ahead = 21;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_has_no_effect_costs_little_against_the_event_rate_and_shows_no_skill(int seed)
    {
        var (manifest, rate) = Train(effect: 0, seed);

        // The event rate of each training window as forecast is what a model can be worth here.
        Assert.InRange(manifest.Metrics.Brier, 0, 1.1 * rate);
        Assert.Contains(manifest.Warnings, w => w.StartsWith("The model shows no evidence of skill", StringComparison.Ordinal));
    }

    [Fact]
    public void Whether_a_line_helps_is_asked_of_later_rows_where_they_hold_enough_events()
    {
        var (manifest, _) = Train(effect: 0, seed: 2, days: 5000, columns: 6);

        // The blend itself was chosen on folds with rows before and after them, of nine tenths of the rows.
        Assert.Equal("blend", manifest.Algorithm);
        Assert.InRange(manifest.Calibration!.TrainedShare!.Value, 0.6, 0.8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_real_effect_survives(int seed)
    {
        var (manifest, rate) = Train(effect: 2, seed);

        // The effect and the noise have a standard deviation of 2 and 1: known exactly, they would leave a third of that.
        Assert.InRange(manifest.Metrics.Brier, 0, 0.75 * rate);
        Assert.InRange(manifest.Metrics.Auc!.Value, 0.85, 1);
        Assert.DoesNotContain(manifest.Warnings, w => w.Contains("skill", StringComparison.Ordinal));
    }

    /// <summary>The event: effect * x0 + the sum of a month's shocks to come is among the highest fifth.</summary>
    private static (Manifest Manifest, double BrierOfRate) Train(double effect, int seed, int days = 1500, int columns = 12)
    {
        var random = new Random(seed);
        double[][] inputs = [.. Enumerable.Range(0, columns).Select(_ => Drifting(random, days))];
        double[] shocks = [.. Enumerable.Range(0, days + Ahead).Select(_ => PlantedData.Normal(random) / Math.Sqrt(Ahead))];
        double[] latent = [.. Enumerable.Range(0, days).Select(t => effect * inputs[0][t] + shocks[(t + 1)..(t + 1 + Ahead)].Sum())];
        var threshold = latent.Order().ElementAt(days * 4 / 5);
        var table = Tables.Of(
            [Tables.Dates("date", [.. Enumerable.Range(0, days).Select(Tables.Day)]), .. inputs.Select((x, i) => Tables.Numbers($"x{i}", x)),
             Tables.Numbers("event", [.. latent.Select(v => v > threshold ? 1.0 : 0)])]);
        var options = new TrainingOptions { Label = "event", Time = "date", Horizon = "21" };
        return (TrainedModels.Train("risk", options, table: table).Manifest, BrierOfRate(Domain.Find("risk")!.Prepare(table, options)));
    }

    private static double BrierOfRate(Dataset data) => FoldPlan.Outer(data, 5, 1).Folds
        .SelectMany(f => f.Test.Select(r => Math.Pow(f.Train.Average(t => data.Label[t] ? 1.0 : 0) - (data.Label[r] ? 1 : 0), 2))).Average();

    /// <summary>x(t) = 0.98 x(t - 1) + noise, of variance 1.</summary>
    private static double[] Drifting(Random random, int days)
    {
        var x = new double[days];
        for (var t = 1; t < days; t++) x[t] = 0.98 * x[t - 1] + Math.Sqrt(1 - 0.98 * 0.98) * PlantedData.Normal(random);
        return x;
    }
}
