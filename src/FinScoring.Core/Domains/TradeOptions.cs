using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>What the options mean for bars: which of them have no meaning, and how many bars the label looks ahead.</summary>
internal static class TradeOptions
{
    private const int MostBars = 10_000;

    public static void Check(IReadOnlyDictionary<string, ColumnKind> kinds, TrainingOptions options, Findings findings)
    {
        (string Option, string? Value)[] unused = [("label", options.Label), ("positive", options.Positive), ("weight", options.Weight)];
        foreach (var (option, _) in unused.Where(u => u.Value is not null))
            findings.Add(option, $"trade computes its label from the closes and weighs every bar alike: leave {option} out.");
        if (options.Time is { } time && BarColumns.Find(time) != BarColumns.Date)
            findings.Add("time", "trade orders bars by their date: leave time out.");
        if (options.Group is { } group && BarColumns.Find(group) != BarColumns.Symbol)
            findings.Add("group", "trade groups bars by their symbol: leave group out.");
        if (options.Features.Any(f => BarColumns.Find(f) is not null))
            findings.Add("features", "features name a column of the bars, which are used already.");
        if (options.Features.Any(f => kinds.TryGetValue(f, out var kind) && kind == ColumnKind.Date))
            findings.Add("features", "features name a column of dates, which is no feature.");
        MonotoneCheck.Columns(kinds, options, findings);
        if (MonotoneColumn.Of(options).Any(m => !options.Features.Contains(m.Column)))
            findings.Add("monotone", "trade computes features from the bars: only columns that features names can be monotone.");
        if (options.Features.Any(BarWindow.Names.Contains))
            findings.Add("features", $"features name a column that is called as one of the bars' own: {string.Join(", ", BarWindow.Names)}.");
    }

    /// <summary>In bars, 1 unless said.</summary>
    public static int Horizon(TrainingOptions options, Findings findings)
    {
        if (options.Horizon is null) return 1;
        if (int.TryParse(options.Horizon, NumberStyles.None, CultureInfo.InvariantCulture, out var bars) && bars is > 0 and <= MostBars) return bars;
        findings.Add("horizon", $"horizon must be a whole number of bars, 1 to {MostBars}.");
        return 1;
    }
}
