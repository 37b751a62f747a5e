using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>The columns of a table that may become features, and why the others may not.</summary>
internal sealed record CandidateFeatures(Signature Signature, IReadOnlyList<TableColumn> Inputs, IReadOnlyList<string> Warnings)
{
    /// <param name="table">The file.</param>
    /// <param name="options">Which columns have a role, are named, excluded or protected.</param>
    /// <param name="rows">The usable rows: only what they show is learned.</param>
    public static CandidateFeatures Choose(Table table, TrainingOptions options, int[] rows)
    {
        var columns = new List<Column>();
        var inputs = new List<TableColumn>();
        var warnings = new List<string>();
        foreach (var column in table.Columns)
        {
            var reason = Role(column.Name, options);
            if (reason is not null)
            {
                columns.Add(Ignored(column.Name, reason));
                continue;
            }

            var named = options.Features.Contains(column.Name);
            var usable = SpecialsOption.Apply(column.OfAscending(rows), options.Specials);
            reason = SignatureBuilder.ReasonToIgnore(usable, named);
            columns.Add(reason is null ? SignatureBuilder.Learn(usable) : Ignored(column.Name, reason));
            if (reason is null) inputs.Add(usable);
            else if (named || column is not DateColumn) warnings.Add($"Column {column.Name} is left out: {reason}.");
            if (SpecialsOption.Warning(columns[^1], options.Specials) is { } codes) warnings.Add(codes);
        }

        return new(new() { Columns = columns }, inputs, warnings);
    }

    /// <summary>The inputs of a finished model.</summary>
    /// <exception cref="BadDataException">Columns that are not there or whose cells do not fit.</exception>
    public static CandidateFeatures Fitted(Signature signature, Table table, int[] rows)
        => new(signature, FittedInputs.Take(signature.Inputs, table, rows), []);

    /// <summary>A column of the file that no request needs. What its cells held is nobody's business.</summary>
    public static Column Ignored(string name, string reason) => new() { Name = name, Kind = ColumnKind.Ignored, Reason = reason };

    private static string? Role(string name, TrainingOptions options) => name switch
    {
        _ when name == options.Label => "it is the label",
        _ when name == options.Time => "it orders the rows in time",
        _ when name == options.Group => "it says which rows belong together",
        _ when name == options.Weight => "it weighs the rows",
        _ when options.Protected.Contains(name) => "it is protected, and never a feature",
        _ when options.Exclude.Contains(name) => "it was excluded",
        _ when options.Features.Count > 0 && !options.Features.Contains(name) => "it is not among the features asked for",
        _ => null,
    };
}
