using FinScoring.Api.Reports.Content;
using FinScoring.Core.Data;

namespace FinScoring.Api.Reports.Sections;

/// <summary>The training file and its columns.</summary>
internal static class DataSection
{
    private const int MostCategories = 6;

    private static readonly IReadOnlyList<Head> Columns =
        [Head.Text("Column"), Head.Word("Kind"), Head.Text("Values"), Head.Word("Missing"), Head.Text("If not used, why")];

    public static Section Of(ReportSource source)
    {
        var (version, options) = (source.Version, source.Version.Options);
        return new("data", "Data", Chapter.TrainingData,
        [
            new Paragraph(Rows(source)),
            new Points([.. Parts(source)]),
            ReportTable.Of("Columns of the training file", Columns, version.Signature.Columns, Row),
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
            + $"{Format.Count(rows.Events)} ({Format.Percent((double)rows.Events / rows.Used)}) have the event {source.Version.Event}.";
    }

    private static IEnumerable<string> Parts(ReportSource source)
    {
        var options = source.Version.Options;
        if (options.Label is { } label)
            yield return $"Outcome: column {label}{(options.Positive is { } positive ? $", the event where it is {positive}" : "")}.";
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

    private static string[] Row(Column column) =>
    [
        column.Name,
        column.Kind switch { ColumnKind.Numeric => "number", ColumnKind.Category => "category", ColumnKind.Date => "date", _ => "not used" },
        Values(column),
        column.Kind == ColumnKind.Ignored ? "" : column.Missing ? "yes" : "no",
        column.Reason ?? "",
    ];

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
