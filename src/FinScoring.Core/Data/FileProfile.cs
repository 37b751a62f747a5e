namespace FinScoring.Core.Data;

/// <summary>The first pass over a training file, in bounded memory: its rows, and what each column holds.</summary>
internal sealed class FileProfile
{
    private const int KeptProblems = 5;

    private FileProfile(CsvRows rows, FileReading reading) => Columns = [.. rows.Names.Select(n => new ColumnProfile(n, reading))];

    public int Rows { get; private set; }

    public IReadOnlyList<ColumnProfile> Columns { get; }

    /// <summary>The kind of each column by its name; not to be relied on where there is a finding about the column.</summary>
    public Dictionary<string, ColumnKind> Kinds { get; } = [];

    /// <summary>What is wrong with the file: rows of the wrong length, no rows.</summary>
    public Findings Findings { get; } = new();

    /// <summary>What is wrong with a column, under its name: its cells contradict each other.</summary>
    public Findings ColumnFindings { get; } = new();

    /// <exception cref="BadDataException">What makes the rest of the file unreadable: no text, no header.</exception>
    public static FileProfile Of(string path, FileReading reading, CancellationToken cancel)
    {
        using var rows = Open(path, reading.Header);
        var profile = new FileProfile(rows, reading);
        var problems = 0;
        while (rows.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (rows.Problem is null)
                profile.Add(rows);
            else if (problems++ < KeptProblems)
                profile.Findings.Add("data", $"Row {rows.Row} {rows.Problem}.");
        }
        if (problems > KeptProblems)
            profile.Findings.Add("data", $"{problems} rows in all are unreadable.");
        profile.End();
        return profile;
    }

    public static CsvRows Open(string path, bool header)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        try
        {
            return CsvRows.Open(file, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The column of this exact name, or null.</summary>
    public ColumnProfile? Find(string? name) => Columns.FirstOrDefault(c => c.Name == name);

    /// <summary>The kind of the column of this exact name; null if there is none.</summary>
    public ColumnKind? Kind(string? name) => name is not null && Kinds.TryGetValue(name, out var kind) ? kind : null;

    private void Add(CsvRows row)
    {
        Rows++;
        for (var i = 0; i < Columns.Count; i++)
            Columns[i].Add(row[i], row.Row);
    }

    private void End()
    {
        if (CsvDialect.Doubt([.. Columns.Select(c => c.Name)]) is { } doubt)
            Findings.Add("data", doubt);
        if (Rows == 0)
            Findings.Add("data", "There are no rows of data.");
        var sign = Sign();
        foreach (var column in Columns)
        {
            Kinds[column.Name] = column.Judge(sign, out var error);
            if (error is not null)
                ColumnFindings.Add(column.Name, error);
        }
    }

    /// <summary>The decimal sign of all columns that have one.</summary>
    private DecimalSign Sign()
    {
        DecimalSign[] signs = [.. Columns.Select(c => c.Sign).Where(s => s is DecimalSign.Point or DecimalSign.Comma).Distinct()];
        return signs.Length == 1 ? signs[0] : DecimalSign.None;
    }
}
