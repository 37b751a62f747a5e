using BenchmarkDotNet.Attributes;
using FinScoring.Core.Scoring;
using Microsoft.ML;

namespace FinScoring.Benchmarks;

/// <summary>Scoring raw German Credit rows with LightGBM: ScoringRow, which checks and explains, against ML.NET's bare row mapper.</summary>
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    private GermanCreditModel _model = null!;
    private Scorer _scorer = null!;
    private Func<object[], float> _bare = null!;

    [GlobalSetup]
    public void Setup()
    {
        _model = GermanCreditModel.Train();
        _scorer = _model.Load();
        _bare = BareRow.Scorer(new MLContext().Model.Load(new MemoryStream(_model.Zip), out _), _model.Schema);
        using var row = _scorer.Rent();
        var map = _model.Manifest.LogOdds;
        foreach (var values in _model.Rows)
        {
            if (GermanCreditModel.Score(row, values) != map.LogOdds(_bare(values)))
                throw new InvalidOperationException("The two ways do not give the same score.");
        }
    }

    [Benchmark(Baseline = true)]
    public float One_row_by_the_bare_row_mapper() => _bare(_model.Rows[0]);

    [Benchmark]
    public double One_row_by_ScoringRow()
    {
        using var row = _scorer.Rent();
        return GermanCreditModel.Score(row, _model.Rows[0]);
    }

    [Benchmark]
    public float Thousand_rows_by_the_bare_row_mapper()
    {
        var sum = 0f;
        foreach (var values in _model.Rows)
            sum += _bare(values);
        return sum;
    }

    [Benchmark]
    public double Thousand_rows_by_ScoringRow()
    {
        using var row = _scorer.Rent();
        var sum = 0.0;
        foreach (var values in _model.Rows)
            sum += GermanCreditModel.Score(row, values);
        return sum;
    }
}
