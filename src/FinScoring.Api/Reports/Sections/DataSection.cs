using System.Globalization;
using FinScoring.Api.Reports.Content;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation.Effects;

namespace FinScoring.Api.Reports.Sections;

/// <summary>The training file and its columns.</summary>
internal static class DataSection
{
    private const int MostCategories = 6;

    private static readonly IReadOnlyList<Head> Columns =
        [Head.Text("Column"), Head.Word("Kind"), Head.Text("Values"), Head.Word("Missing"), Head.Text("Use")];

    public static Section Of(ReportSource source)
    {
        var (version, options) = (source.Version, source.Version.Options);
        return new("data", "Data", Chapter.TrainingData,
        [
            new Paragraph(Rows(source)),
            new Points([.. Parts(source)]),
            ReportTable.Of("Columns of the training file", Columns, version.Signature.Columns, column => Row(source, column)),
            .. version.Signature.Derived is { } derived
                ? new Block[] { new Paragraph($"From the bars the service computes {Format.Of(derived.Count, "feature")}, each from past "
                    + $"bars only: the last {version.Signature.LookBack}.") }
                : [],
        ]);
    }

    private static string Rows(ReportSource source)
    {
        var rows = source.Version.Rows;
        var left = rows.Unlabelled == 0 ? "" : source.Version.Domain == "trade"
            ? $" {Format.Of(rows.Unlabelled, "bar")} had too little history, no known outcome yet or unsound prices, and went."
            : $" {Format.Of(rows.Unlabelled, "row")} without an outcome went.";
        return $"The training file has {Format.Of(rows.Read, "row")}.{left} Of the {Format.Count(rows.Used)} used, "
            + $"{Format.Count(rows.Events)} ({Format.Percent((double)rows.Events / rows.Used)}) have the event {source.Version.Event}.{Copies(rows.Copies)}";
    }

    private static string Copies(int copies) => copies == 0 ? "" : copies == 1
        ? " 1 is a copy of another, the same in every feature and the outcome."
        : $" {Format.Count(copies)} are copies of others, the same in every feature and the outcome.";

    private static IEnumerable<string> Parts(ReportSource source)
    {
        var options = source.Version.Options;
        if (options.Label is { } label)
            yield return $"Outcome: column {label}. Where it is {options.Positive ?? "1 or true"}, the event happened"
                + (options.Positive == source.Version.Event ? "." : $", which answers call {source.Version.Event}.");
        if (options.PopulationRate is { } rate)
            yield return $"Among those to be scored the event is taken to happen in {Format.Percent(rate)}: probabilities are shifted to "
                + "that, and metrics weigh the rows to it.";
        if (options.Time is { } time) yield return $"Rows are ordered by {time}.";
        if (options.Group is { } group) yield return $"Rows of one {group} belong together.";
        if (options.Weight is { } weight) yield return $"Rows count with their {weight}.";
        if (options.Protected.Count > 0) yield return $"Protected, and never features: {Format.And(options.Protected)}.";
        if (options.Exclude.Count > 0) yield return $"Excluded when asked for: {Format.Some(options.Exclude)}.";
        yield return $"The file is known by its SHA-256: {source.Version.DataHash}.";
    }

    private static string[] Row(ReportSource source, Column column)
        => [column.Name, Kind(source, column), Values(column), Missing(source, column), Use(source, column)];

    /// <summary>Of a column that was never looked at as a feature, what the audit took it for, if there is one.</summary>
    private static string Kind(ReportSource source, Column column) => column switch
    {
        { Kind: ColumnKind.Date } => "date",
        { Kind: ColumnKind.Numeric } or { Min: not null } => "number",
        { Kind: ColumnKind.Category } or { Categories: not null } => "category",
        _ => source.Version.Fairness.FirstOrDefault(f => f.Column == column.Name)?.Grouping switch
        {
            null => Format.None,
            { Bounds.Count: > 0 } => "number",
            var grouping => grouping.Levels.All(level => double.TryParse(level, CultureInfo.InvariantCulture, out _)) ? "number" : "category",
        },
    };

    /// <summary>The share is that of the training rows that the version keeps, a sample where they are many.</summary>
    private static string Missing(ReportSource source, Column column)
    {
        if (column.Kind == ColumnKind.Ignored && column is { Min: null, Categories: null }) return Format.None;
        if (!column.Missing) return "none";
        var rows = source.View?.Effects.FirstOrDefault(e => e.Feature == column.Name)?.Points.Where(p => p.Kind == EffectPointKind.Missing).Sum(p => p.Rows);
        return rows is not { } missing ? "some" : (source.View!.Rows < source.Version.Rows.Used ? "about " : "") + Format.Percent((double)missing / source.View.Rows);
    }

    /// <summary>A date is ignored in every file but one of bars, whose signature keeps what makes a bar.</summary>
    private static string Use(ReportSource source, Column column) => column.Kind switch
    {
        ColumnKind.Ignored => $"not used: {column.Reason}",
        ColumnKind.Date => "orders the bars",
        _ when source.Version.Domain == "trade" && column.Name == BarColumns.Symbol => "tells the series apart",
        _ => "used",
    };

    private static string Values(Column column)
    {
        var codes = column.Specials is { Count: > 0 } specials ? $"; codes {Format.And([.. specials.Select(s => Format.Number(s))])}" : "";
        return column switch
        {
            { Categories: { } categories } => Format.Some(categories, MostCategories),
            { Min: { } min, Max: { } max } => $"{Format.Number(min)} to {Format.Number(max)}{codes}",
            _ => "",
        };
    }
}
