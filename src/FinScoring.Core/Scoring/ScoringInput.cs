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
    public const string MissingCode = "unseenMissing";

    public const string NoNumber = "must be a number.";

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _categories;
    private readonly FrozenDictionary<string, string> _spellings;
    private readonly NumberReader _reader;

    public ScoringInput(Column column)
    {
        Column = column;
        _reader = NumberReader.Of(column);
        var categories = column.Categories ?? [];
        _categories = categories.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _spellings = Spellings(categories);
        Unseen = new(UnseenCode, column.Name, $"is none of the {categories.Count} categories of the training data.");
        UnseenMissing = new(MissingCode, column.Name, "is missing, and no training row lacked it: scored as if nothing were known of it.");
        var range = string.Create(CultureInfo.InvariantCulture, $"the training range, {column.Min} to {column.Max}.");
        Below = new(BelowCode, column.Name, $"is below {range}");
        Above = new(AboveCode, column.Name, $"is above {range}");
    }

    public Column Column { get; }

    /// <summary>What is wrong with a cell that <see cref="TryNumber"/> does not read.</summary>
    public string NotANumber => Column.DecimalComma ? "must be a number with a decimal comma; a point before three digits may separate thousands." : NoNumber;

    public bool IsNumeric => Column.Kind == ColumnKind.Numeric;

    public ScoreWarning Unseen { get; }

    public ScoreWarning UnseenMissing { get; }

    public ScoreWarning Below { get; }

    public ScoreWarning Above { get; }

    /// <summary>Whether a warning is about a number outside the training range.</summary>
    public static bool IsOfRange(ScoreWarning warning) => warning.Code is BelowCode or AboveCode;

    /// <summary>The signature's own string for a category, which may be spelled otherwise.</summary>
    public bool TryCategory(ReadOnlySpan<char> text, out string? category)
        => _categories.TryGetValue(text, out category) || (_spellings.Count > 0 && TrySpelling(Spelling.Canonical(text), out category));

    /// <summary>The same for a number, and the text it was written as.</summary>
    public bool TryCategory(double number, ReadOnlySpan<char> text, out string? category)
        => TryCategory(text, out category) || TrySpelling(Spelling.Canonical(number), out category);

    /// <summary>The warning a number deserves, or null.</summary>
    public ScoreWarning? OutOfRange(double value)
        => value < Column.Min && !IsSpecial(value) ? Below : value > Column.Max && !IsSpecial(value) ? Above : null;

    /// <summary>Whether a number is one of the column's codes. The chain sees single precision.</summary>
    public bool IsSpecial(double value) => Column.Specials is { } specials && specials.Any(s => Column.Entered(s) == Column.Entered(value));

    private bool TrySpelling(string? value, out string? category)
    {
        category = null;
        return value is not null && _spellings.TryGetValue(value, out category);
    }

    /// <summary>By value, the most frequent first: versions of earlier releases may have several spellings of one.</summary>
    private static FrozenDictionary<string, string> Spellings(IReadOnlyList<string> categories)
        => categories.Select(category => (Value: Spelling.Canonical(category), Category: category)).Where(c => c.Value is not null)
            .DistinctBy(c => c.Value).ToFrozenDictionary(c => c.Value!, c => c.Category);

    /// <summary>A cell's number, written as in the training file or plainly.</summary>
    public bool TryNumber(ReadOnlySpan<char> cell, out double value) => _reader.TryRead(cell, out value);
}
