using BenchmarkDotNet.Attributes;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;

namespace FinScoring.Benchmarks;

/// <summary>From a training file to its signature: reading, kinds, missing values, categories, what is no feature.</summary>
[MemoryDiagnoser]
public class SignatureBenchmarks
{
    /// <summary>German Credit has 1,000 rows of mixed types, Taiwan card 30,000 of whole numbers.</summary>
    [Params("GermanCredit", "TaiwanCard")]
    public string Data { get; set; } = "";

    [Benchmark]
    public Signature Csv_to_signature() => Data == "GermanCredit"
        ? Learn(SharedData.GermanCredit, new() { Label = "class", Positive = "bad" })
        : Learn(SharedData.TaiwanCard, new() { Label = "default_payment_next_month" });

    private static Signature Learn(string path, TrainingOptions options)
        => Domain.Find("loan")!.Prepare(TableReader.Read(path, header: true, []), options).Signature;
}
