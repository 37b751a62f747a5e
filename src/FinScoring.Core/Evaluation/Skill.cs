namespace FinScoring.Core.Evaluation;

/// <summary>
/// Whether an evaluation is evidence that a model knows more than the event rate: the 95 % interval of its AUC lies above 0.5, and
/// its log-loss is lower than that of forecasting the event rate for every row.
/// </summary>
public static class Skill
{
    private const double Chance = 0.5;

    /// <summary>Why it is none, as the end of a sentence about the model; null if it is. Without an interval it is none.</summary>
    public static string? Doubt(EvaluationReport evaluation)
        => Lacks(evaluation) is { } why ? $"shows no evidence of skill: {why}. The policy decides all the same." : null;

    private static string? Lacks(EvaluationReport evaluation)
    {
        var auc = evaluation.Metrics.Auc;
        if (auc is null || !evaluation.Intervals.TryGetValue("auc", out var interval))
            return "too little is independent for an interval of its out-of-fold AUC";
        var found = FormattableString.Invariant($"its out-of-fold AUC is {auc:0.000} ({interval.Low:0.000} to {interval.High:0.000})");
        if (interval.Low <= Chance) return $"{found}, and 0.5 is chance";
        return evaluation.EventRateLogLoss is { } nothing && evaluation.Metrics.LogLoss >= nothing
            ? FormattableString.Invariant($"{found}, but its log-loss of {evaluation.Metrics.LogLoss:0.0000} is no lower than {nothing:0.0000}, that of the event rate alone")
            : null;
    }
}
