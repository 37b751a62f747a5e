using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Domains;
using FinScoring.Core.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests;

/// <summary>One battery: every algorithm passes the same contract, in every domain.</summary>
public class AlgorithmBatteryTests
{
    public static IEnumerable<object[]> Cases
        => Domain.All.SelectMany(d => Algorithms.Names, (d, a) => new object[] { d.Name, a });

    public static TheoryData<string> Names => [.. Algorithms.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Learns_the_planted_signal(string domain, string algorithm)
    {
        var metrics = TrainedModels.Get(domain, algorithm).Manifest.Metrics;
        // Chance is .5. The planted log-odds themselves reach .83 on the loans; on the bars the last return's sign is worth .70.
        Assert.InRange(metrics.Auc!.Value, domain == "trade" ? 0.58 : 0.74, domain == "trade" ? 0.76 : 0.86);
        Assert.True(metrics.CalibrationError < 0.2);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_anything_with_a_finite_number(string domain, string algorithm)
    {
        var model = TrainedModels.Get(domain, algorithm);
        var inputs = model.Manifest.Signature.Inputs;
        IReadOnlyList<IReadOnlyList<string?>> rows =
        [
            [.. inputs.Select(_ => (string?)null)],
            .. new[] { "3.4e38", "-3.4e38", "1e300", "0" }.Select(extreme => inputs.Select(i => i.Kind == ColumnKind.Numeric ? extreme : "never seen").ToArray()),
            .. inputs.Select((_, gap) => inputs.Select((input, i) => i == gap ? null : input.Example).ToArray()),
        ];
        Assert.All(TrainedModels.LogOdds(model, CellDataset.Of(inputs, rows)), logOdds => Assert.True(double.IsFinite(logOdds)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_zip_alone_gives_the_same_scores_and_its_probability_agrees_with_the_log_odds(string domain, string algorithm)
    {
        var model = TrainedModels.Get(domain, algorithm);
        var data = PlantedData.Dataset(domain);
        var expected = TrainedModels.LogOdds(model, data);

        var loaded = new MLContext().Model.Load(new MemoryStream(TrainedModels.Save(model)), out var schema);
        var scored = TrainedModels.Transform(loaded, model, data);
        var scores = scored.GetColumn<float>("Score").Select(model.Manifest.LogOdds.LogOdds).ToArray();
        Assert.Equal(model.Schema.Select(c => (c.Name, c.Type)), schema.Select(c => (c.Name, c.Type)));
        Assert.Equal(expected, scores);
        Assert.All(
            scored.GetColumn<float>("Probability").Zip(scores),
            row => Assert.Equal(LogOddsMap.Probability(row.Second), row.First, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_row_at_a_time_is_scored_as_all_together(string domain, string algorithm)
    {
        var model = TrainedModels.Get(domain, algorithm);
        // The golden rows hold what Transform gave; the scorer goes through the row mapper and refuses to load if it differs.
        using var row = Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest).Rent();
        foreach (var golden in model.Manifest.Golden)
        {
            row.Clear();
            for (var input = 0; input < golden.Cells.Count; input++) row.SetCell(input, golden.Cells[input] ?? "");
            Assert.True(row.Complete());
            Assert.Equal(golden.LogOdds, row.LogOdds());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_model_to_the_bit_at_any_number_of_threads(string algorithm)
    {
        var (one, two) = (TrainedModels.Get("loan", algorithm, threads: 1), TrainedModels.Get("loan", algorithm, threads: 2));
        var data = PlantedData.Dataset("loan");
        Assert.Equal(TrainedModels.LogOdds(one, data), TrainedModels.LogOdds(two, data));
        Assert.Equal(one.Manifest.Metrics, two.Manifest.Metrics);
        Assert.Equal(one.Manifest.LogOdds, two.Manifest.LogOdds);
        Assert.Equal(one.Manifest.AlgorithmReason, two.Manifest.AlgorithmReason);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_are_respected_or_refused(string algorithm)
    {
        var options = PlantedData.LoanOptions with { Algorithm = algorithm, Weight = "weight", Folds = 2 };
        var table = PlantedData.Loans();
        var events = ((NumericColumn)table.Find("event")!).Values.ToArray();
        var heavyEvents = table.With("weight", weights => Array.ConvertAll(events, e => e == 1 ? 5.0 : 1).CopyTo(weights, 0));
        if (algorithm is "linear" or "gam")
        {
            var refused = Assert.Throws<BadDataException>(() => TrainedModels.Train("loan", options, table: heavyEvents));
            Assert.Equal(["weight"], refused.Errors.Keys);
            return;
        }

        var weighted = TrainedModels.Train("loan", options, table: heavyEvents);
        var rows = PlantedData.Dataset("loan");
        var shift = TrainedModels.LogOdds(weighted, rows).Average() - TrainedModels.LogOdds(TrainedModels.Get("loan", algorithm), rows).Average();
        // An event that counts five times has five times the odds: ln 5 = 1.6 for a model that fits perfectly.
        Assert.InRange(shift, 0.8, 2.6);
    }
}
