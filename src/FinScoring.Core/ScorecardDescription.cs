using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core;

/// <summary>What the manifest says of a scorecard's bins.</summary>
internal static class ScorecardDescription
{
    /// <summary>The table on the domain's default scale; null for a model that is no sum over bins.</summary>
    public static ScorecardTable? Of(string domain, Dataset data, FittedModel model)
    {
        if (model.Terms is not { } terms || model.Bins.Count == 0) return null;
        var table = new ScorecardTable(
            terms.Intercept, model.Map.Slope * terms.Intercept + model.Map.Offset, null,
            [.. model.Bins.Zip(terms.Coefficients, (column, coefficient) => Feature(data, model.Map, column, coefficient))]);
        return table.On(Domain.Find(domain)!.DefaultPolicy);
    }

    private static ScorecardFeature Feature(Dataset data, LogOddsMap map, ColumnBins column, double coefficient) => new(
        data.Inputs[column.Input].Name, coefficient, column.Value,
        [.. column.Bins.Select(bin => Bin(bin, map.Slope * coefficient * bin.Weight))]);

    private static ScorecardBin Bin(Bin bin, double logOdds) => new(
        Label(bin), bin.Kind, Finite(bin.From), Finite(bin.To), bin.Kind == BinKind.Special ? Written(bin.Special) : null,
        bin.Kind == BinKind.Levels ? bin.Levels : null, bin.Tally.Count, bin.Tally.Events,
        bin.Tally.Count > 0 ? bin.Tally.Rate : null, bin.Weight, bin.Value, logOdds, null);

    private static string Label(Bin bin) => bin.Kind switch
    {
        BinKind.Range => Range(bin),
        BinKind.Special => FormattableString.Invariant($"= {bin.Special}"),
        BinKind.Levels => string.Join(" | ", bin.Levels),
        BinKind.Missing => "missing",
        _ => "other",
    };

    private static string Range(Bin bin) => (Finite(bin.From), Finite(bin.To)) switch
    {
        (null, null) => "any number",
        (null, { }) => FormattableString.Invariant($"below {bin.To}"),
        ({ }, null) => FormattableString.Invariant($"{bin.From} or more"),
        _ => FormattableString.Invariant($"{bin.From} to below {bin.To}"),
    };

    private static double? Finite(float bound) => float.IsFinite(bound) ? Written(bound) : null;

    /// <summary>The double that is written as the float is: 0.1, not 0.10000000149011612.</summary>
    private static double Written(float value)
        => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
