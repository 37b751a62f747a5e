using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>What a request for a trade model holds: the fields of its bars, and the columns asked for.</summary>
internal static class BarSignature
{
    /// <summary>Every column of the file, those of the bars under their standard names.</summary>
    public static Column[] Columns(Table table, BarSeries series, IReadOnlyList<TableColumn> inputs)
        => [.. table.Columns.Select(c => BarColumns.Find(c.Name) is { } name
            ? Bar(name, series, c as NumericColumn)
            : inputs.FirstOrDefault(i => i.Name == c.Name) is { } extra
                ? SignatureBuilder.Learn(extra)
                : CandidateFeatures.Ignored(c.Name, "it is no part of a bar and no feature"))];

    /// <param name="name">The field's standard name.</param>
    /// <param name="series">The bars.</param>
    /// <param name="written">How the file writes it, for numbers.</param>
    private static Column Bar(string name, BarSeries series, NumericColumn? written) => SignatureBuilder.Learn(Bars(name, series)) with
    {
        Centre = null,
        DecimalComma = written?.DecimalComma == true,
        Format = written?.Format,
    };

    private static TableColumn Bars(string name, BarSeries series) => name switch
    {
        BarColumns.Date => new DateColumn(name, Array.ConvertAll(series.Bars, b => b.Date.Ticks)),
        BarColumns.Symbol => new CategoryColumn(name, series.Symbol, series.Symbols),
        BarColumns.Open => Numbers(name, series, b => b.Open),
        BarColumns.High => Numbers(name, series, b => b.High),
        BarColumns.Low => Numbers(name, series, b => b.Low),
        BarColumns.Close => Numbers(name, series, b => b.Close),
        BarColumns.Volume => Numbers(name, series, b => b.Volume),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static NumericColumn Numbers(string name, BarSeries series, Converter<Bar, double> field)
        => new NumericColumn(name, Array.ConvertAll(series.Bars, field)).With([]);
}
