using FinScoring.Core.Data;
using FinScoring.Core.Scoring;
using Microsoft.ML;

namespace FinScoring.Core.Tests;

/// <summary>One battery: every algorithm passes the same contract, in every domain.</summary>
public class ScoringPipelineTests
{
    public static TheoryData<string> Algorithms => [.. Core.Training.Algorithm.Names];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Learns_a_planted_signal(string algorithm)
    {
        var model = Train(algorithm);
        // The planted log-odds themselves have an AUC of about .81 on these rows.
        Assert.InRange(model.Manifest.Metrics.Auc!.Value, 0.75, 0.85);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Is_served_as_it_was_trained(string algorithm)
    {
        var model = Train(algorithm);
        using var zip = new MemoryStream();
        new MLContext().Model.Save(model.Chain, model.Schema, zip);
        zip.Position = 0;
        // Loading checks the golden rows, the row mapper against Transform.
        Assert.Equal(model.Manifest, Scorer.Load(zip, model.Manifest).Manifest);
    }

    private static TrainedModel Train(string algorithm, int threads = 2, Dataset? data = null)
        => new ScoringPipeline(threads).Train("risk", data ?? PlantedData.Make(), new() { Algorithm = algorithm, Folds = 3 }, _ => { });
}
