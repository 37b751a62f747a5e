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
        [.. column.Bins.Select(bin => Bin(bin, data.Signature.Inputs[column.Input].Centre, map.Slope * coefficient * bin.Weight))]);

    private static ScorecardBin Bin(Bin bin, double? centre, double logOdds) => new(
        Label(bin, centre), bin.Kind, Finite(bin.From, centre), Finite(bin.To, centre), bin.Kind == BinKind.Special ? Written(bin.Special, centre) : null,
        bin.Kind == BinKind.Levels ? bin.Levels : null, bin.Tally.Count, bin.Tally.Events,
        bin.Tally.Count > 0 ? bin.Tally.Rate : null, bin.Weight, bin.Value, logOdds, null);

    private static string Label(Bin bin, double? centre) => bin.Kind switch
    {
        BinKind.Range => Range(Finite(bin.From, centre), Finite(bin.To, centre)),
        BinKind.Special => FormattableString.Invariant($"= {Written(bin.Special, centre)}"),
        BinKind.Levels => string.Join(" | ", bin.Levels),
        BinKind.Missing => "missing",
        _ => "other",
    };

    private static string Range(double? from, double? to) => (from, to) switch
    {
        (null, null) => "any number",
        (null, { }) => FormattableString.Invariant($"below {to}"),
        ({ }, null) => FormattableString.Invariant($"{from} or more"),
        _ => FormattableString.Invariant($"{from} to below {to}"),
    };

    private static double? Finite(float bound, double? centre) => float.IsFinite(bound) ? Written(bound, centre) : null;

    /// <summary>The double that is written as the float is: 0.1, not 0.10000000149011612. In the file's own numbers.</summary>
    private static double Written(float value, double? centre)
        => centre is { } away ? value + away : double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
