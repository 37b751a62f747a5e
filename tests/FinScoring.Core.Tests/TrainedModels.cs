using System.Collections.Concurrent;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using Microsoft.ML;

namespace FinScoring.Core.Tests;

/// <summary>Models on planted data, each trained once for all tests.</summary>
internal static class TrainedModels
{
    private static readonly ConcurrentDictionary<(string, string, int), Lazy<TrainedModel>> Models = new();

    public static TrainedModel Get(string domain, string algorithm, int threads = 2)
        => Models.GetOrAdd((domain, algorithm, threads), _ => new(() => Train(domain, PlantedData.Options(domain, algorithm), threads))).Value;

    public static TrainedModel Train(string domain, TrainingOptions options, int threads = 2, Table? table = null)
        => new ScoringPipeline(threads).Train(Domain.Find(domain)!, table ?? PlantedData.Of(domain), options, _ => { });

    public static byte[] Save(TrainedModel model)
    {
        using var zip = new MemoryStream();
        new MLContext().Model.Save(model.Chain, model.Schema, zip);
        return zip.ToArray();
    }

    /// <summary>What a chain makes of the rows of a dataset, without any of the service's scoring code.</summary>
    public static IDataView Transform(ITransformer chain, TrainedModel model, Dataset data)
    {
        int[] inputs = [.. model.Manifest.Signature.Inputs.Select(c => data.Inputs.Select(i => i.Name).ToList().IndexOf(c.Name))];
        return chain.Transform(new DatasetView(data, [.. Enumerable.Range(0, data.Rows)], inputs));
    }

    public static double[] LogOdds(TrainedModel model, Dataset data)
        => Array.ConvertAll(ScoreColumn.Read(Transform(model.Chain, model, data), data.Rows), model.Manifest.LogOdds.LogOdds);
}
