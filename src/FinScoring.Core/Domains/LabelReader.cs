using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>Reads the outcome of each row: a column of exactly two values, one of which is the event.</summary>
internal static class LabelReader
{
    /// <summary>Of a value that a message names: a longer one is rather a text about someone.</summary>
    private const int MostCharacters = 40;

    private static readonly string[][] Pairs = [["0", "1"], ["false", "true"]];

    /// <summary>True where the event happened, null where the label is blank. Null if there is no readable label.</summary>
    public static bool?[]? Read(Table table, TrainingOptions options, Findings findings)
    {
        if (options.Label is null) findings.Add("label", "label is required: the column to learn.");
        if (options.Label is null || table.Find(options.Label) is not { } column) return null;
        var (codes, values) = Values(column);
        var happened = Event(values, options.Positive, findings);
        return happened < 0 ? null : Array.ConvertAll(codes, c => c < 0 ? (bool?)null : c == happened);
    }

    /// <summary>Which of a label's distinct values is the event; -1 with a finding if none or if they are not two.</summary>
    /// <param name="values">The values as texts; null for dates.</param>
    /// <param name="positive">The event, if the options name it.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static int Event(string[]? values, string? positive, Findings findings)
    {
        var problem = values?.Length switch
        {
            null => "A column of dates is no label.",
            0 => "The label is blank in every row.",
            1 => "The label has one value only; exactly two are needed.",
            > 2 => "The label has more than two values; exactly two are needed.",
            _ => null,
        };
        if (problem is not null || values is null)
        {
            findings.Add("label", problem!);
            return -1;
        }

        var happened = positive is null ? Default(values) : Array.FindIndex(values, v => IsSame(v, positive.Trim()));
        if (happened < 0)
            findings.Add("positive", $"{(positive is null ? "Name the label value that is the event in positive" : "positive is no value of the label")}{Listed(values)}.");
        return happened;
    }

    private static string Listed(string[] values) => values.All(v => v.Length <= MostCharacters) ? $": {string.Join(" or ", values.Order(StringComparer.Ordinal))}" : "";

    /// <summary>Each row's value as an index into the distinct ones, -1 where missing; no values for dates.</summary>
    private static (int[] Codes, string[]? Values) Values(TableColumn column)
    {
        if (column is DateColumn) return ([], null);
        var texts = column is CategoryColumn category
            ? Array.ConvertAll(category.Codes, c => c < 0 ? null : category.Levels[c])
            : ((NumericColumn)column).Values.ConvertAll(v => double.IsNaN(v) ? null : v.ToString("R", CultureInfo.InvariantCulture));
        string[] values = [.. texts.OfType<string>().Distinct()];
        var codeOf = values.Index().ToDictionary(v => v.Item, v => v.Index);
        return (Array.ConvertAll(texts, t => t is null ? -1 : codeOf[t]), values);
    }

    private static int Default(string[] values)
    {
        var pair = Array.Find(Pairs, p => p.All(known => values.Any(v => IsSame(v, known))));
        return pair is null ? -1 : Array.FindIndex(values, v => IsSame(v, pair[1]));
    }

    /// <summary>As texts, as booleans in any spelling, or as numbers if both are: 1 is 1.0.</summary>
    private static bool IsSame(string value, string other)
        => Spelling.IsSame(value, other) || (Cell.TryNumber(value, false, out var a) && Cell.TryNumber(other, false, out var b) && a == b);
}
