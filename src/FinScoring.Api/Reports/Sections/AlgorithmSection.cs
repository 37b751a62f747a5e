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
            new Paragraph($"Fitted is {version.Algorithm}. {version.AlgorithmReason}"),
            .. Blend(version),
            .. Tables(version),
            .. Steps(version).Select(text => new Paragraph(text)),
        ]);
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
                [c.Algorithm, Format.Loss(c.LogLoss), Format.Loss(c.LogLossSpread), Format.Ratio(c.Auc)]);
        if (manifest.Normalization is { Count: > 0 } scales)
            yield return ReportTable.Of("How numbers were normalized for linear models", Scales, scales, s =>
                [s.Name, Words(s.Scale), Format.Loss(s.LogLoss), Format.Loss(s.StandardizedLogLoss)]);
    }

    private static IEnumerable<string> Steps(Manifest manifest)
    {
        if (manifest.Calibration is { } platt)
            yield return platt.Used
                ? $"Its log-odds were then calibrated (Platt's line): times {Format.Ratio(platt.Line.Slope)}, plus "
                    + $"{Format.Ratio(platt.Line.Offset)}. On rows that neither was fitted on, the Brier score went from "
                    + $"{Format.Loss(platt.BrierBefore)} to {Format.Loss(platt.BrierAfter)}."
                : "A calibration (Platt's line) was tried and left out: it did not lower the Brier score of rows that it "
                    + "was not fitted on.";
        if (manifest.PriorCorrection is { } prior)
            yield return $"For the population's event rate of {Format.Percent(prior.PopulationRate)}, where the training rows have "
                + $"{Format.Percent(prior.SampleRate)}, {Format.Ratio(prior.Shift)} is added to every log-odds.";
        if (manifest.Options.Monotone is { Count: > 0 } monotone)
            yield return $"Promised to be monotone (:+ never falls, :- never rises with the number): {Format.And(monotone)}.";
        if (manifest.Returns is { } returns)
            yield return $"The expected return mixes, by the probability, the mean return after up bars ({Format.Percent(returns.Up)}) and "
                + $"after others ({Format.Percent(returns.Down)}).";
    }

    private static string Words(ColumnScale scale) => scale switch
    {
        ColumnScale.MeanVariance => "standardized",
        ColumnScale.WeightOfEvidence => "bins",
        _ => JsonNamingPolicy.CamelCase.ConvertName(scale.ToString()),
    };
}
