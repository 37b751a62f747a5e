namespace FinScoring.Core.Data;

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    /// <summary>A number; a single-precision value in the ML.NET chain.</summary>
    Numeric,

    /// <summary>One of a set of texts.</summary>
    Category,

    /// <summary>An ISO 8601 date or time: orders rows and splits, is no feature.</summary>
    Date,

    /// <summary>A column of the training file that is no feature; accepted and ignored when scoring.</summary>
    Ignored,
}

/// <summary>One column as training saw it.</summary>
public sealed record Column
{
    public required string Name { get; init; }

    public required ColumnKind Kind { get; init; }

    /// <summary>Whether a training row lacked it. Only then may a request lack it.</summary>
    public bool Missing { get; init; }

    /// <summary>Codes among a numeric column's values, such as -9 for "no record": categories beside its numbers. Null if there are none.</summary>
    public IReadOnlyList<double>? Specials { get; init; }

    /// <summary>
    /// What is taken away from a number on its way into the chain, so that single precision tells it from its neighbours; null where it
    /// does as it is. All else here is in the file's own numbers.
    /// </summary>
    public double? Centre { get; init; }

    /// <summary>Smallest training value, codes aside, for a numeric column.</summary>
    public double? Min { get; init; }

    /// <summary>Largest training value, codes aside, for a numeric column.</summary>
    public double? Max { get; init; }

    /// <summary>Whether every training value was a whole number.</summary>
    public bool WholeNumbers { get; init; }

    /// <summary>Every category seen in training, most frequent first, for a category column.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>
    /// Whether the training file wrote the column's numbers with a decimal comma. A CSV to score then may too; a point that may
    /// separate thousands is an error there.
    /// </summary>
    public bool DecimalComma { get; init; }

    /// <summary>
    /// What the training file wrote in the column's cells beside digits and decimal sign: a CSV to score may too, or write plain
    /// numbers. Null where they were plain. JSON takes plain numbers only.
    /// </summary>
    public NumberFormat? Format { get; init; }

    /// <summary>
    /// A typical value (median in invariant notation, most frequent category, first date): composed per column, so that
    /// an example row is nobody's data. Null when typical is missing.
    /// </summary>
    public string? Example { get; init; }

    /// <summary>A number of a request as it enters the chain.</summary>
    internal float Entered(double value) => (float)(Centre is { } centre ? value - centre : value);

    /// <summary>Why the column is no feature, for an ignored one.</summary>
    public string? Reason { get; init; }
}
