using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Scoring;

/// <summary>A small real ML.NET chain over two numbers and a category, and its manifest. One seed, one model.</summary>
internal sealed class TinyModel
{
    private static readonly Lazy<TinyModel> LazyLogistic = new(() => new TinyModel(1));
    private static readonly Lazy<TinyModel> LazyTrees = new(() => new TinyModel(2, trees: true));
    private static readonly string[] Purposes = ["car", "1", "true", "A13 new"];
    private readonly MLContext _ml;
    private readonly IDataView _rows;

    private TinyModel(int seed, bool trees = false)
    {
        _ml = new MLContext(seed);
        _rows = _ml.Data.LoadFromEnumerable(Applicants(seed, 300));
        Chain = Estimator(trees).Fit(_rows);
        Zip = Save();
        Manifest = ManifestOf(trees ? new LogOddsMap(0.5, 0) : new LogOddsMap(1, 0), seed);
    }

    public static TinyModel Logistic => LazyLogistic.Value;

    /// <summary>LightGBM, on other rows.</summary>
    public static TinyModel Trees => LazyTrees.Value;

    public ITransformer Chain { get; }

    public byte[] Zip { get; }

    public Manifest Manifest { get; }

    public static Signature Signature { get; } = new()
    {
        Columns =
        [
            new Column { Name = "age", Kind = ColumnKind.Numeric, Min = 18, Max = 75, WholeNumbers = true, Example = "33" },
            new Column { Name = "amount", Kind = ColumnKind.Numeric, Min = 250, Max = 20000, Missing = true, DecimalComma = true, Example = "2300" },
            new Column { Name = "purpose", Kind = ColumnKind.Category, Categories = Purposes, Missing = true, Example = "car" },
            new Column { Name = "branch", Kind = ColumnKind.Ignored, Reason = "constant" },
        ],
    };

    public Scorer Load() => Scorer.Load(new MemoryStream(Zip), Manifest);

    /// <summary>Seeded rows, missing cells among them.</summary>
    public static Applicant[] Applicants(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Next(random))];
    }

    /// <summary>The chain's own Score for each row, by Transform: no scorer involved.</summary>
    public float[] Scores(IEnumerable<Applicant> rows)
        => [.. Chain.Transform(_ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Score")];

    /// <summary>The log-odds of each row, by Transform.</summary>
    public double[] LogOdds(IEnumerable<Applicant> rows) => [.. Scores(rows).Select(score => Manifest.LogOdds.LogOdds(score))];

    private static Applicant Next(Random random)
    {
        var row = new Applicant
        {
            age = random.Next(18, 76),
            amount = random.NextDouble() < 0.1 ? float.NaN : random.Next(250, 20001),
            purpose = random.NextDouble() < 0.1 ? "" : Purposes[random.Next(Purposes.Length)],
        };
        row.Label = random.NextDouble() < 0.2 + (row.age < 30 ? 0.3 : 0) + (row.purpose == "car" ? 0.2 : 0);
        return row;
    }

    private EstimatorChain<ITransformer> Estimator(bool trees)
    {
        var keys = Purposes.Select((purpose, i) => new KeyValuePair<string, uint>(purpose, (uint)i + 1)).Append(new("", 5));
        var features = _ml.Transforms.Concatenate("Numbers", "age", "amount")
            .Append(_ml.Transforms.ReplaceMissingValues("Numbers", replacementMode: Microsoft.ML.Transforms.MissingValueReplacingEstimator.ReplacementMode.Mean))
            .Append(_ml.Transforms.NormalizeMeanVariance("Numbers"))
            .Append(_ml.Transforms.Conversion.MapValue("Key", keys, "purpose", treatValuesAsKeyType: true))
            .Append(_ml.Transforms.Conversion.MapKeyToVector("Purpose", "Key"))
            .Append(_ml.Transforms.Concatenate("Features", "Numbers", "Purpose"));
        IEstimator<ITransformer> trainer = trees
            ? _ml.BinaryClassification.Trainers.LightGbm(new Microsoft.ML.Trainers.LightGbm.LightGbmBinaryTrainer.Options { NumberOfThreads = 1, NumberOfIterations = 20 })
            : _ml.BinaryClassification.Trainers.LbfgsLogisticRegression();
        return features.Append(trainer);
    }

    private byte[] Save()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(Chain, _ml.Data.LoadFromEnumerable(Array.Empty<Applicant>(), InputsOnly()).Schema, stream);
        return stream.ToArray();
    }

    private static SchemaDefinition InputsOnly()
    {
        var definition = SchemaDefinition.Create(typeof(Applicant));
        definition.RemoveAll(c => c.MemberName is "Label" or "Cells");
        return definition;
    }

    private Manifest ManifestOf(LogOddsMap map, int seed)
    {
        var golden = Applicants(seed + 1000, 8);
        var scores = Scores(golden);
        return Some.Manifest with
        {
            Job = $"job-{seed}",
            LogOdds = map,
            Golden = [.. golden.Zip(scores, (row, score) => new GoldenRow(row.Cells, map.LogOdds(score)))],
        };
    }
}
