using BenchmarkDotNet.Attributes;
using FinScoring.Core.Scoring;

namespace FinScoring.Benchmarks;

/// <summary>From a model's artefact to one that answers, its golden rows checked.</summary>
[MemoryDiagnoser]
public class LoadingBenchmarks
{
    private GermanCreditModel _model = null!;

    [GlobalSetup]
    public void Setup() => _model = GermanCreditModel.Train();

    [Benchmark]
    public Scorer Model_load() => _model.Load();
}
