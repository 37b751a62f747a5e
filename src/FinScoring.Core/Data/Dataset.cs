namespace FinScoring.Core.Data;

/// <summary>
/// What a domain makes of a table: candidate features, label and what the protocol needs, one entry per usable row.
/// The pipeline and the folds know rows by their index here.
/// </summary>
public sealed class Dataset
{
    /// <summary>The name of the column, or field, that holds the caller's own name of a row.</summary>
    public const string IdColumn = "id";

    private int[]? _units;

    /// <summary>The signature before selection: all candidate fields.</summary>
    public required Signature Signature { get; init; }

    /// <summary>The data of <see cref="Data.Signature.Inputs"/>, in that order: numeric or category columns of <see cref="Rows"/> rows.</summary>
    public required IReadOnlyList<TableColumn> Inputs { get; init; }

    /// <summary>Columns that are never features: what a model is audited by. Of any kind.</summary>
    public IReadOnlyList<TableColumn> Protected { get; init; } = [];

    /// <summary>True where the event happened.</summary>
    public required bool[] Label { get; init; }

    /// <summary>Row weights, or null for all 1.</summary>
    public float[]? Weight { get; init; }

    /// <summary>Group codes, or null. For trade the symbol, if there are several.</summary>
    public int[]? Group { get; init; }

    /// <summary>Which rows repeat others.</summary>
    internal Copies Copies { get; init; } = Copies.None;

    /// <summary>
    /// Codes of what no fold may part and no resample may take for two: the rows of a group, and copies of one another. Null where every
    /// row stands alone. Where rows follow time the groups only: folds follow the dates, copied or not.
    /// </summary>
    internal int[]? Units => _units ??= Time is not null ? Group : UnitCodes.Of(Group, Copies.SetOf);

    /// <summary>When the row was known, UTC ticks, or null where rows have no time.</summary>
    public long[]? Time { get; init; }

    /// <summary>When the row's label was known, UTC ticks: the end of its label interval. Null without a horizon.</summary>
    public long[]? LabelEnd { get; init; }

    /// <summary>Trade: simple return over the horizon.</summary>
    public double[]? Return { get; init; }

    /// <summary>Of each row the row of the file, from 0, ascending or not; null: the same.</summary>
    public int[]? FileRow { get; init; }

    /// <summary>The column named id, by which the caller knows a row; null if the file has none.</summary>
    public TableColumn? Id { get; init; }

    /// <summary>Trade: the symbol of each bar; nameless where the file has one symbol without a column.</summary>
    public CategoryColumn? Symbol { get; init; }

    /// <summary>Trade: how large a return over the horizon usually is at the row, told by its bars' volatility.</summary>
    public double[]? ReturnScale { get; init; }

    /// <summary>Name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>Rows read, before any was left out.</summary>
    public required int RowsRead { get; init; }

    /// <summary>Rows left out because their label was blank; for trade, bars that did not trade or lack a full look-back, a known outcome or sound prices.</summary>
    public int RowsUnlabelled { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public int Rows => Label.Length;

    public int Events => Label.Count(l => l);

    /// <summary>
    /// The inputs of some rows under a label of their own, one that belongs to whom a row is about and not to its date: rows of one
    /// group stay together, and time plays no part. All rows weigh alike.
    /// </summary>
    internal Dataset Relabelled(int[] rows, bool[] label, string eventName) => new()
    {
        Signature = Signature,
        Inputs = [.. Inputs.Select(i => i.Take(rows))],
        Label = label,
        Group = Units is { } units ? Array.ConvertAll(rows, r => units[r]) : null,
        Event = eventName,
        RowsRead = rows.Length,
    };

    /// <summary>The event's share of some rows, by weight.</summary>
    internal double EventRate(int[] rows)
    {
        double events = 0, total = 0;
        foreach (var row in rows)
        {
            var weight = Weight?[row] ?? 1;
            total += weight;
            if (Label[row]) events += weight;
        }

        return events / total;
    }
}
