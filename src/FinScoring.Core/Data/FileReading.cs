namespace FinScoring.Core.Data;

/// <summary>What is known of a CSV file before it is read.</summary>
public sealed record FileReading
{
    /// <summary>False: there is no header and the columns are c1, c2, ...</summary>
    public bool Header { get; init; } = true;

    /// <summary>Columns to read as categories though they hold numbers; what names no column is ignored.</summary>
    public IReadOnlyCollection<string> Categories { get; init; } = [];

    /// <summary>The texts that stand for missing.</summary>
    public MissingMarks Missing { get; init; } = MissingMarks.Usual;

    /// <summary>Columns that nobody takes for numbers, such as a label or an identifier: texts among their numbers are no error.</summary>
    public Predicate<string> IsName { get; init; } = _ => false;

    /// <summary>How a column's numbers are read where that is known, as in a file for a finished model; else null: its cells tell.</summary>
    internal Func<string, NumberReader?> Known { get; init; } = _ => null;

    /// <summary>For a training file: what its options say.</summary>
    public static FileReading Of(TrainingOptions options) => new()
    {
        Header = options.Header,
        Categories = options.Categories,
        Missing = MissingMarks.Of(options.MissingMarks),
        IsName = name => IsNoFeature(name, options),
    };

    private static bool IsNoFeature(string name, TrainingOptions options)
        => name == options.Label || name == options.Group || options.Exclude.Contains(name)
        || (Identifiers.HasName(name) && !options.Features.Contains(name))
        || (options.Label is not null && options.Features.Count > 0 && !options.Features.Contains(name)
            && name != options.Weight && name != options.Time && !options.Protected.Contains(name));
}
