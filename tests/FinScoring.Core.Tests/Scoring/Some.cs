using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;

namespace FinScoring.Core.Tests.Scoring;

/// <summary>Named values for tests.</summary>
internal static class Some
{
    public static DateTime Noon { get; } = new(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc);

    public static Metrics Metrics { get; } = new()
    {
        Auc = 0.1 + 0.2,
        LogLoss = 1.0 / 3,
        Brier = double.Epsilon,
        Confusion = new ConfusionMatrix(1, 2, 3, 4),
    };

    public static EvaluationReport Report { get; } = new() { Protocol = "stratified", Rows = 300, Events = 90, Metrics = Metrics };

    public static Manifest Manifest { get; } = new()
    {
        Domain = "loan",
        Model = "default",
        Job = "job",
        CreatedAt = Noon,
        Event = "default",
        Algorithm = "logistic",
        AlgorithmReason = "asked for",
        Options = new TrainingOptions { Label = "bad" },
        Signature = TinyModel.Signature,
        Rows = new RowCounts(300, 0, 300, 90),
        Selection = [],
        Metrics = Metrics,
        Evaluation = Report,
        LogOdds = new LogOddsMap(1, 0),
        Golden = [],
        DataHash = new string('0', 64),
        Libraries = new Dictionary<string, string> { ["Microsoft.ML"] = "5.0.1" },
    };
}
