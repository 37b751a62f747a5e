using System.Text.Json;
using FinScoring.Api.Reports.Content;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization.PerColumn;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What was fitted, and why.</summary>
internal static class AlgorithmSection
{
    private static readonly IReadOnlyList<Head> Candidates = [Head.Word("Algorithm"), new("Log-loss"), new("Spread over folds"), new("AUC")];

    private static readonly IReadOnlyList<Head> Scales = [Head.Text("Column"), Head.Text("Scale"), new("Log-loss"), new("If standardized")];

    public static Section Of(ReportSource source)
    {
        var version = source.Version;
        return new("algorithm", "Algorithm", Chapter.ModelDetails,
        [
            new Paragraph(Chosen(version)),
            .. Blend(version),
            .. Tables(version),
            .. Steps(version).Select(text => new Paragraph(text)),
        ]);
    }

    private static string Chosen(Manifest manifest)
    {
        const string AskedFor = "Asked for.";
        var reason = manifest.AlgorithmReason;
        return reason.StartsWith(AskedFor, StringComparison.Ordinal)
            ? $"The algorithm is {manifest.Algorithm}, as requested.{reason[AskedFor.Length..]}"
            : $"The algorithm is {manifest.Algorithm}. {reason}{SetAside(manifest)}";
    }

    /// <summary>The sentence that is stored names the best of each kind; the table has them all.</summary>
    private static string SetAside(Manifest manifest)
    {
        string[] names = [.. manifest.Candidates.Select(c => c.Algorithm)
            .Where(a => a != manifest.Algorithm && !manifest.AlgorithmReason.Contains(a, StringComparison.Ordinal))];
        return names.Length == 0 ? "" : $" Compared too, and before that set aside for another of its kind (linear models, trees): {Format.And(names)}.";
    }

    private static IEnumerable<Block> Blend(Manifest manifest)
    {
        if (manifest.Blend is { Count: > 0 } blend)
            yield return new Paragraph("Its log-odds are those of "
                + $"{Format.And([.. blend.Select(m => $"{m.Algorithm} ({Format.Percent(m.Share)})")])}.");
    }

    private static IEnumerable<Block> Tables(Manifest manifest)
    {
        if (manifest.Candidates is { Count: > 0 } candidates)
            yield return ReportTable.Of("Compared by cross-validation inside the training rows, best first", Candidates, candidates, c =>
                [c.Algorithm, Format.Loss(c.LogLoss), Format.Loss(Spread(c)), Format.Ratio(c.Auc)]);
        if (manifest.Normalization is not { Count: > 0 } scales) yield break;
        yield return new Paragraph(
            "How linear models see each number. The log-loss is that of a logistic regression on the column alone, cross-validated inside the "
            + "training rows; the last column is what it would be if the number were standardized like any other. "
            + $"The scales are {Format.And([.. scales.Select(s => s.Scale).Distinct().Order().Select(s => $"{Words(s)} ({Meaning(s)})")])}. Not here are categories"
            + (manifest.Blend.Count > 0 ? ", and numbers that only the trees use: each algorithm chooses its own columns." : ".")
            + (scales.Any(s => s.LogLoss is null) ? $" Where the log-loss is {Format.None}, there was nothing to choose: a column of two values, or too few rows." : ""));
        yield return ReportTable.Of("How numbers were normalized for linear models", Scales, scales, s =>
            [s.Name, Words(s.Scale), Format.Loss(s.LogLoss), Format.Loss(s.StandardizedLogLoss)]);
    }

    /// <summary>Of one fold, which is stored as 0, there is none.</summary>
    private static double? Spread(Candidate candidate) => candidate.LogLossSpread > 0 ? candidate.LogLossSpread : null;

    private static IEnumerable<string> Steps(Manifest manifest)
    {
        if (manifest.Calibration is { } platt)
            yield return platt.Used
                ? $"Its log-odds were then calibrated (Platt's line): x {Format.Ratio(platt.Line.Slope)} "
                    + $"{Format.Signed(platt.Line.Offset, 3)}. On rows that neither was fitted on, the Brier score went from "
                    + $"{Format.Loss(platt.BrierBefore)} to {Format.Loss(platt.BrierAfter)}."
                : platt.Evidence is { } evidence
                ? "A calibration (Platt's line) was tried and left out: on rows that it was not fitted on it was not surely better. Towards "
                    + $"it their log-loss fell by {Format.Two(evidence)} standard errors; 2 are asked for."
                : "A calibration (Platt's line) was tried and left out: it did not lower the Brier score of rows that it "
                    + "was not fitted on.";
        if (manifest.PriorCorrection is { } prior)
            yield return $"For the population's event rate of {Format.Percent(prior.PopulationRate)}, where the training rows have "
                + $"{Format.Percent(prior.SampleRate)}, {Format.Ratio(prior.Shift)} is added to every log-odds.";
        if (manifest.Options.Monotone is { Count: > 0 } monotone)
            yield return $"Promised to be monotone (:+ never falls, :- never rises with the number): {Format.And(monotone)}.";
        if (manifest.Returns is { } returns)
            yield return returns.Usual is { } usual
                ? "The expected return mixes, by the probability, what follows up bars and what follows others, and is as large as the bars are "
                    + $"volatile: {Format.Ratio(usual.Up)} and {Format.Ratio(usual.Down)} times the standard deviation of the last 20 one-bar returns"
                    + (manifest.Signature.Horizon > 1 ? $", times the square root of {manifest.Signature.Horizon}" : "")
                    + $". Over all training bars the mean returns were {Format.Percent(returns.Up)} and {Format.Percent(returns.Down)}."
                : $"The expected return mixes, by the probability, the mean return after up bars ({Format.Percent(returns.Up)}) and "
                    + $"after others ({Format.Percent(returns.Down)}).";
    }

    private static string Meaning(ColumnScale scale) => scale switch
    {
        ColumnScale.MeanVariance => "less the mean, by the standard deviation",
        ColumnScale.Rank => "its place among the training rows, standardized",
        ColumnScale.Curve => "straight in its place among the training rows within each fifth of them",
        ColumnScale.Levels => "one slot for each of few values",
        ColumnScale.WeightOfEvidence => "the weight of evidence of the bin it is in",
        _ => "as its name says",
    };

    private static string Words(ColumnScale scale) => scale switch
    {
        ColumnScale.MeanVariance => "standardized",
        ColumnScale.WeightOfEvidence => "bins",
        _ => JsonNamingPolicy.CamelCase.ConvertName(scale.ToString()),
    };
}
