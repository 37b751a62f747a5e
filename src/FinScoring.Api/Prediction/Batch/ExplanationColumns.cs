namespace FinScoring.Api.Prediction.Batch;

/// <summary>A column of a CSV answer.</summary>
internal sealed record CsvColumn(string Name, Action<CsvCells, PredictionAnswer> Cell);

/// <summary>
/// What a CSV answer has after its fixed columns where the request asks why (a policy alone changes no columns): baseline, logOdds
/// and each feature's contribution in the order of the signature; then reasons, their codes with blanks between them.
/// </summary>
internal static class ExplanationColumns
{
    private static readonly string[] Own = ["baseline", "logOdds", "reasons"];

    public static IReadOnlyList<CsvColumn> Of(ServingModel model) => model.Explaining is not { IsAsked: true } explaining ? [] :
    [
        .. explaining.Explainer is null ? [] : Contributions(model),
        .. explaining.Reasons is null ? [] : Reasons(),
    ];

    private static IEnumerable<CsvColumn> Contributions(ServingModel model)
    {
        yield return new("baseline", (cells, answer) => cells.Add(answer.Explanation?.Baseline));
        yield return new("logOdds", (cells, answer) => cells.Add(answer.Explanation?.LogOdds));
        var inputs = model.Scorer.Manifest.Signature.Inputs;
        for (var i = 0; i < inputs.Count; i++)
        {
            var (input, name) = (i, inputs[i].Name);
            // No two columns have one name.
            var isTaken = Own.Contains(name) || model.Domain.AnswerColumns.Contains(name);
            yield return new(isTaken ? $"contribution of {name}" : name, (cells, answer) => cells.Add(answer.Explanation?.Values[input]));
        }
    }

    private static IEnumerable<CsvColumn> Reasons()
    {
        yield return new("reasons", (cells, answer) => cells.Add(answer.Reasons is { } reasons ? string.Join(' ', reasons.Select(reason => reason.Code)) : null));
    }
}
