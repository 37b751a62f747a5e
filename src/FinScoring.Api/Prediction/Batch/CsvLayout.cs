using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Which cells of a CSV row are which fields.</summary>
internal sealed class CsvLayout
{
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
        var found = names.Select(name => fields.Find(name)).ToArray();
        var errors = new Dictionary<string, string[]>();
        for (var i = 0; i < names.Count; i++)
        {
            if (found[i] is null)
                errors[names[i]] = [JsonRow.UnknownField];
            else if (found[i] >= 0 && Array.IndexOf(found, found[i]) < i)
                errors[names[i]] = ["is the same field as another column."];
        }

        foreach (var name in required.Where(name => !found.Contains(fields.Find(name))))
            errors[name] = ["is missing from the header."];
        return errors.Count == 0 ? new CsvLayout(names, found) : throw new BadDataException(errors);
    }
}
