using BenchmarkDotNet.Attributes;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;

namespace FinScoring.Benchmarks;

/// <summary>All contributions of scored rows, a thousand different ones in turn, on one thread: see <see cref="TaiwanCardTrees"/>.</summary>
[MemoryDiagnoser, MinColumn]
public class ExplanationBenchmarks
{
    private const int Rows = 1000;

    private Scorer _scorer = null!;
    private Explainer _background = null!;
    private ScoringRow[] _rows = [];
    private double[] _contributions = [];

    [GlobalSetup]
    public void Setup()
    {
        _scorer = TaiwanCardTrees.Load();
        _background = Explainer.Of(_scorer)!;
        _contributions = new double[_scorer.Manifest.Signature.Inputs.Count];
        var stored = StoredExplanation.Read(_scorer.ExplanationFile);
        _rows = [.. stored.Rows.Take(Rows).Select(cells => Complete(_scorer, cells))];
        _background.AgainstTraining.Explain(_rows[0], _contributions);
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public void Against_100_background_rows() => Explain(_background);

    [Benchmark(OperationsPerInvoke = Rows)]
    public void Against_all_training_rows() => Explain(_background.AgainstTraining);

    [Benchmark]
    public AdverseReasons? Making_another_explainer() => AdverseReasons.Of(_scorer, passBelow: 0.2);

    private void Explain(Explainer explainer)
    {
        foreach (var row in _rows) explainer.Explain(row, _contributions);
    }

    private static ScoringRow Complete(Scorer scorer, IReadOnlyList<string?> cells)
    {
        var row = scorer.Rent();
        GoldenRows.Fill(row, cells);
        return row.Complete() ? row : throw new InvalidOperationException("The row is in error.");
    }
}
