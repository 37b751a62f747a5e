using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Which cells of a CSV row are which fields.</summary>
internal sealed class CsvLayout
{
    /// <summary>What findings about unknown cells of the header are under.</summary>
    public const string HeaderField = "header";

    private const int CellsNamed = 10;

    private CsvLayout(IReadOnlyList<string> names, int?[] fields)
    {
        Cells = [.. Enumerable.Range(0, names.Count).Where(i => fields[i] >= 0).Select(i => (i, fields[i]!.Value))];
        Id = Enumerable.Range(0, names.Count).Where(i => names[i] == JsonRow.IdField).Cast<int?>().FirstOrDefault();
    }

    /// <summary>The cells to take, and the field that each is.</summary>
    public (int Column, int Field)[] Cells { get; }

    /// <summary>The column of the caller's own identifier.</summary>
    public int? Id { get; }

    /// <exception cref="BadDataException">Columns that the model does not know, or that it needs and are not there; all of them.</exception>
    public static CsvLayout Of(IReadOnlyList<string> names, IRowFields fields, IEnumerable<string> required)
    {
        if (CsvDialect.Doubt(names) is { } doubt && fields.Find(names[0]) is null)
            throw new BadDataException(HeaderField, doubt);
        var found = names.Select(name => fields.Find(name)).ToArray();
        var errors = new Dictionary<string, string[]>();
        for (var i = 0; i < names.Count; i++)
        {
            if (found[i] >= 0 && Array.IndexOf(found, found[i]) < i)
                errors[names[i]] = ["is the same field as another column."];
        }

        foreach (var name in required.Where(name => !found.Contains(fields.Find(name))))
            errors[name] = ["is missing from the header."];
        int[] unknown = [.. Enumerable.Range(0, names.Count).Where(i => found[i] is null)];
        if (unknown.Length > 0)
            errors[HeaderField] = [Unknown(unknown)];
        return errors.Count == 0 ? new CsvLayout(names, found) : throw new BadDataException(errors);
    }

    // By position: where the header was forgotten, the first line's cells are an applicant's data and belong in no answer or log.
    private static string Unknown(int[] columns)
    {
        string[] cells = [.. columns.Take(CellsNamed).Select(i => $"{i + 1}")];
        var last = columns.Length > CellsNamed ? $"{columns.Length - CellsNamed} more" : cells[^1];
        string[] first = columns.Length > CellsNamed ? cells : cells[..^1];
        var named = first.Length == 0 ? $"cell {last} of the header is no field" : $"cells {string.Join(", ", first)} and {last} of the header are no fields";
        return $"{named} of this model; the first line must name the columns.";
    }
}
