using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>How the values of a protected column make groups. A date counts by its year.</summary>
/// <param name="Levels">Values that are groups of their own: categories, numbers of few values, codes among numbers.</param>
/// <param name="Bounds">Of other numbers: each begins the next range; empty where numbers are no ranges.</param>
public sealed record ProtectedGroups(IReadOnlyList<string> Levels, IReadOnlyList<double> Bounds)
{
    /// <summary>Rare values, together.</summary>
    public const string Other = "other";

    public const string Missing = "missing";

    /// <summary>A value of fewer rows is rare: it would tell of persons, not of a group.</summary>
    internal const int FewestRows = 20;

    /// <summary>A number of more values is cut into quarters.</summary>
    private const int MostLevels = 10;

    private const int Ranges = 4;

    /// <summary>The groups there may be, in order.</summary>
    internal IReadOnlyList<string> Names =>
        [.. Levels.Concat(Bounds.Count == 0 ? [] : Enumerable.Range(0, Bounds.Count + 1).Select(Range)).Append(Other).Append(Missing).Distinct()];

    /// <summary>Learns them from a column: the more frequent categories, few numbers one by one, many by quarters of the rows.</summary>
    internal static ProtectedGroups Of(TableColumn column)
    {
        if (column is CategoryColumn categories) return new(Frequent([.. Cells(categories).Select(c => c.Text)]), []);
        var values = Array.FindAll([.. Cells(column).Select(c => c.Number)], v => !double.IsNaN(v));
        if (values.Distinct().Count() <= MostLevels)
            return new([.. Frequent([.. values.Select(Text)]).OrderBy(t => double.Parse(t, CultureInfo.InvariantCulture))], []);
        var codes = column is NumericColumn numbers ? SpecialValues.Of(numbers, [.. Enumerable.Range(0, column.Rows)]) : [];
        return new([.. codes.Select(Text)], Quarters([.. values.Where(v => !codes.Contains(v)).Order()]));
    }

    /// <summary>The group of each row.</summary>
    internal string[] NamesOf(TableColumn column)
    {
        var levels = Levels.DistinctBy(Value).ToDictionary(Value);
        return [.. Cells(column).Select(c => c switch
        {
            { Text: null } => Missing,
            _ when levels.TryGetValue(Value(c.Text), out var level) => level,
            _ when Bounds.Count > 0 && !double.IsNaN(c.Number) => Range(Bounds.Count(b => b <= c.Number)),
            _ => Other,
        })];
    }

    private static string[] Frequent(string?[] texts)
        => [.. texts.OfType<string>().GroupBy(t => t).Where(g => g.Count() >= FewestRows).OrderByDescending(g => g.Count()).Take(MostLevels).Select(g => g.Key)];

    /// <summary>Each a value that occurs, so that equal ones never part. At least one, where there are two values.</summary>
    private static double[] Quarters(double[] sorted)
    {
        double[] bounds = [.. Enumerable.Range(1, Ranges - 1).Select(k => sorted[k * sorted.Length / Ranges]).Distinct().Where(b => b > sorted[0])];
        return bounds.Length > 0 ? bounds : [.. sorted.Where(v => v > sorted[0]).Take(1)];
    }

    private string Range(int index) => index switch
    {
        0 => $"below {Text(Bounds[0])}",
        _ when index == Bounds.Count => $"{Text(Bounds[^1])} or more",
        _ => $"{Text(Bounds[index - 1])} to below {Text(Bounds[index])}",
    };

    private static IEnumerable<Cell> Cells(TableColumn column) => Enumerable.Range(0, column.Rows).Select(row => column switch
    {
        _ when column.IsMissing(row) => new Cell(null, double.NaN),
        CategoryColumn c => new(c.Levels[c.Codes[row]], double.NaN),
        NumericColumn n => new(Text(n.Values[row]), n.Values[row]),
        DateColumn d => new(Text(new DateTime(d.Ticks[row]).Year), new DateTime(d.Ticks[row]).Year),
        _ => throw new InvalidOperationException($"Column {column.Name} is of no known kind."),
    });

    private static string Value(string text) => Spelling.Canonical(text) ?? text;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <param name="Text">Null where the cell is missing.</param>
    /// <param name="Number">NaN where there is none.</param>
    private readonly record struct Cell(string? Text, double Number);
}
