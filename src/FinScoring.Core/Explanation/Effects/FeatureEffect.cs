using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation.Effects;

/// <summary>An input's effect curve.</summary>
/// <param name="Feature">The input.</param>
/// <param name="Kind">Numeric or category.</param>
/// <param name="Points">
/// Of a number up to twenty ranges of about as many rows, ascending, equal values in one, then its codes; of a category its levels, the
/// most frequent first, from the twenty-first on together; at last the missing ones.
/// </param>
public sealed record FeatureEffect(string Feature, ColumnKind Kind, IReadOnlyList<EffectPoint> Points)
{
    private const int MostPoints = 20;

    /// <param name="input">The input.</param>
    /// <param name="cells">Of each row, null where missing.</param>
    /// <param name="contributions">Of each row.</param>
    internal static FeatureEffect Of(ScoringInput input, IReadOnlyList<string?> cells, double[] contributions)
    {
        var rows = cells.Zip(contributions, (cell, contribution) => new Row(cell, contribution)).ToLookup(row => row.Cell is null);
        var missing = rows[true].Any() ? [Point(EffectPointKind.Missing, "missing", null, rows[true])] : Array.Empty<EffectPoint>();
        return new(input.Column.Name, input.Column.Kind, [.. input.IsNumeric ? Numbers(input, rows[false]) : Levels(rows[false]), .. missing]);
    }

    private static IEnumerable<EffectPoint> Levels(IEnumerable<Row> rows)
    {
        var levels = rows.GroupBy(r => r.Cell!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        foreach (var level in levels.Take(MostPoints)) yield return Point(EffectPointKind.Level, level.Key, null, level);
        if (levels.Length > MostPoints) yield return Point(EffectPointKind.Others, "others", null, levels.Skip(MostPoints).SelectMany(g => g));
    }

    private static IEnumerable<EffectPoint> Numbers(ScoringInput input, IEnumerable<Row> rows)
    {
        var runs = rows.GroupBy(r => double.Parse(r.Cell!, CultureInfo.InvariantCulture)).OrderBy(g => g.Key).ToArray();
        var codes = runs.Where(run => input.IsSpecial(run.Key));
        return
        [
            .. Ranges([.. runs.Where(run => !input.IsSpecial(run.Key))]),
            .. codes.Select(c => Point(EffectPointKind.Code, c.Key.ToString("R", CultureInfo.InvariantCulture), c.Key, c)),
        ];
    }

    /// <summary>Each run of equal values goes where its middle lies among all rows.</summary>
    private static IEnumerable<EffectPoint> Ranges(IGrouping<double, Row>[] runs)
    {
        var (rows, before) = (runs.Sum(run => run.Count()), 0);
        var ranges = new List<(int Place, IGrouping<double, Row> Run)>();
        foreach (var run in runs)
        {
            var place = runs.Length <= MostPoints ? ranges.Count : (int)(MostPoints * (before + run.Count() / 2.0) / rows);
            ranges.Add((place, run));
            before += run.Count();
        }

        return ranges.GroupBy(r => r.Place).Select(range => Point(
            EffectPointKind.Range, null, range.Sum(r => r.Run.Key * r.Run.Count()) / range.Sum(r => r.Run.Count()), range.SelectMany(r => r.Run)));
    }

    private static EffectPoint Point(EffectPointKind kind, string? label, double? value, IEnumerable<Row> rows)
        => EffectPoint.Of(kind, label, value, rows.Select(r => r.Contribution));

    private readonly record struct Row(string? Cell, double Contribution);
}
