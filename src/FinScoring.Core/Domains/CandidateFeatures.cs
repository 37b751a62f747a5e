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
        // In the processors this process may use: a wide or long file takes a while to look through.
        Look[] looks = [.. table.Columns.AsParallel().AsOrdered().Select(column => Look.At(column, options, rows))];
        return new(
            new() { Columns = [.. looks.Select(l => l.Learned)] },
            [.. looks.Select(l => l.Usable).OfType<TableColumn>()],
            [.. looks.SelectMany(l => l.Warnings)]);
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

    /// <param name="Learned">What the signature says of a column.</param>
    /// <param name="Usable">Its usable rows; null where it is no feature.</param>
    /// <param name="Warnings">What the caller should know.</param>
    private sealed record Look(Column Learned, TableColumn? Usable, IReadOnlyList<string> Warnings)
    {
        public static Look At(TableColumn column, TrainingOptions options, int[] rows)
        {
            if (Role(column.Name, options) is { } role) return new(Ignored(column.Name, role), null, []);
            var named = options.Features.Contains(column.Name);
            var usable = SpecialsOption.Apply(column.OfAscending(rows), options.Specials);
            if (SignatureBuilder.ReasonToIgnore(usable, named) is { } reason)
            {
                var isTold = named || column is not DateColumn;
                return new(Ignored(column.Name, reason), null, isTold ? [$"Column {column.Name} is left out: {reason}."] : []);
            }

            var learned = SignatureBuilder.Learn(usable);
            string?[] warnings = [column.Note, SpecialsOption.Warning(learned, options.Specials)];
            return new(learned, Centring.Apply(usable, learned), [.. warnings.OfType<string>()]);
        }
    }
}
