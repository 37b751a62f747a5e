using System.Collections.Frozen;
using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Scoring;

/// <summary>What one input of a model accepts. Immutable; its warnings are made once, so that raising one costs nothing.</summary>
internal sealed class ScoringInput
{
    public const string UnseenCode = "unseenCategory";
    public const string BelowCode = "belowRange";
    public const string AboveCode = "aboveRange";

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _categories;

    public ScoringInput(Column column)
    {
        Column = column;
        var categories = column.Categories ?? [];
        _categories = categories.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        Unseen = new(UnseenCode, column.Name, $"is none of the {categories.Count} categories of the training data.");
        var range = string.Create(CultureInfo.InvariantCulture, $"the training range, {column.Min} to {column.Max}.");
        Below = new(BelowCode, column.Name, $"is below {range}");
        Above = new(AboveCode, column.Name, $"is above {range}");
    }

    public Column Column { get; }

    public bool IsNumeric => Column.Kind == ColumnKind.Numeric;

    public ScoreWarning Unseen { get; }

    public ScoreWarning Below { get; }

    public ScoreWarning Above { get; }

    /// <summary>Whether a warning is about a number outside the training range.</summary>
    public static bool IsOfRange(ScoreWarning warning) => warning.Code is BelowCode or AboveCode;

    /// <summary>The signature's own string for a category written exactly so.</summary>
    public bool TryCategory(ReadOnlySpan<char> text, out string? category) => _categories.TryGetValue(text, out category);

    /// <summary>The warning a number deserves, or null.</summary>
    public ScoreWarning? OutOfRange(double value)
        => value < Column.Min && !IsSpecial(value) ? Below : value > Column.Max && !IsSpecial(value) ? Above : null;

    /// <summary>Whether a number is one of the column's codes. The chain sees single precision.</summary>
    public bool IsSpecial(double value) => Column.Specials is { } specials && specials.Any(s => (float)s == (float)value);

    public bool TryNumber(ReadOnlySpan<char> cell, out double value)
        => Cell.TryAnyNumber(cell, false, out value) || (Column.DecimalComma && Cell.TryAnyNumber(cell, true, out value));
}
