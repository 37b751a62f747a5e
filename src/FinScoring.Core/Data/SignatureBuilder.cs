using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>Learns what a signature keeps of a column, and which columns are no features.</summary>
public static class SignatureBuilder
{
    /// <summary>A column of more categories is no feature.</summary>
    public const int MaxCategories = 10_000;

    private static readonly string[] LeakPrefixes = ["target", "label", "fwd", "future"];

    /// <summary>Kind, missing, range, categories and example of a column, as its rows show them.</summary>
    public static Column Learn(TableColumn column) => column switch
    {
        NumericColumn c => Numeric(c),
        CategoryColumn c => Category(c),
        DateColumn c => Date(c),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>
    /// Why a column is no feature, as the end of a sentence that begins "Column x is left out: "; null if it is one. Naming it
    /// in the features lifts what is a guess only: that its values are identifiers, that its name speaks of the future.
    /// </summary>
    /// <param name="column">Its usable rows.</param>
    /// <param name="named">Whether the caller named it in <see cref="TrainingOptions.Features"/>.</param>
    public static string? ReasonToIgnore(TableColumn column, bool named)
    {
        if (column.Name.StartsWith('~'))
            return "its name begins with ~, as the names of the model's own steps do";
        if (column is DateColumn)
            return "a date orders rows and is no feature";
        var distinct = column is CategoryColumn category ? category.Codes.ToHashSet().Count : ((NumericColumn)column).Values.ToHashSet().Count;
        var missing = Enumerable.Range(0, column.Rows).Count(column.IsMissing);
        if (missing == column.Rows)
            return "every cell is missing";
        if (distinct == 1)
            return "every cell is the same";
        var levels = distinct - (missing > 0 ? 1 : 0);
        if (column is CategoryColumn && levels > MaxCategories)
            return $"it has more than {MaxCategories} categories";
        if (named)
            return null;
        return HasLeakName(column.Name)
            ? "its name says that it is known only after the event"
            : Identifiers.Reason(column, column.Rows - missing, levels);
    }

    private static bool HasLeakName(string name) => LeakPrefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    private static Column Numeric(NumericColumn column)
    {
        var specials = SpecialValues.Of(column, [.. Enumerable.Range(0, column.Rows)]);
        var sorted = column.Values.Where(v => !double.IsNaN(v) && !specials.Contains(v)).ToArray();
        Array.Sort(sorted);
        var missing = column.Values.Count(double.IsNaN);
        // The lower median: a value that occurs, so that whole numbers stay whole.
        var median = sorted.Length > 0 ? sorted[(sorted.Length - 1) / 2] : double.NaN;
        return new()
        {
            Name = column.Name,
            Kind = ColumnKind.Numeric,
            Missing = missing > 0,
            Specials = specials.Count > 0 ? specials : null,
            Centre = sorted.Length > 0 ? Centring.Of(sorted) : null,
            Min = sorted.Length > 0 ? sorted[0] : null,
            Max = sorted.Length > 0 ? sorted[^1] : null,
            WholeNumbers = Array.TrueForAll(sorted, v => v == Math.Floor(v)),
            DecimalComma = column.DecimalComma,
            Format = column.Format,
            Example = missing > sorted.Length || sorted.Length == 0 ? null : median.ToString("R", CultureInfo.InvariantCulture),
        };
    }

    private static Column Category(CategoryColumn column)
    {
        var counts = new int[column.Levels.Length];
        var missing = 0;
        foreach (var code in column.Codes)
        {
            if (code < 0) missing++;
            else counts[code]++;
        }
        // A stable sort: equally frequent categories stay in order of first appearance.
        var categories = Enumerable.Range(0, counts.Length).Where(l => counts[l] > 0).OrderByDescending(l => counts[l]).ToArray();
        return new()
        {
            Name = column.Name,
            Kind = ColumnKind.Category,
            Missing = missing > 0,
            Categories = Array.ConvertAll(categories, l => column.Levels[l]),
            Example = categories.Length == 0 || missing > counts[categories[0]] ? null : column.Levels[categories[0]],
        };
    }

    private static Column Date(DateColumn column)
    {
        var first = column.Ticks.Where(t => t != DateColumn.Missing).DefaultIfEmpty(DateColumn.Missing).Min();
        return new()
        {
            Name = column.Name,
            Kind = ColumnKind.Date,
            Missing = column.Ticks.Contains(DateColumn.Missing),
            Example = first == DateColumn.Missing ? null : Text(new DateTime(first, DateTimeKind.Utc)),
        };
    }

    private static string Text(DateTime utc)
        => utc.ToString(utc.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
}
