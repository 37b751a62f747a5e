using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>The bars of a file, sorted by symbol and date; entry i of every array is one bar.</summary>
/// <param name="Bars">Bars that were traded and whose prices are all there, positive and possible together.</param>
/// <param name="Symbol">Each bar's symbol as an index into <paramref name="Symbols"/>.</param>
/// <param name="Row">Each bar's row in the file, from 0.</param>
/// <param name="Symbols">The symbols in ordinal order; one nameless symbol where the file has no such column.</param>
internal sealed record BarSeries(Bar[] Bars, int[] Symbol, int[] Row, string[] Symbols)
{
    /// <summary>A one-bar return beyond this is rather an unadjusted split or a wrong price.</summary>
    private const double LargestReturn = 0.30;

    /// <summary>Reads the bars; none if there are findings.</summary>
    public static BarSeries Read(Table table, Findings findings, List<string> warnings)
    {
        var cells = new BarCells(table, findings);
        if (findings.Any) return new([], [], [], []);
        int[] usable = [.. Enumerable.Range(0, table.Rows).Where(cells.IsUsable)];
        if (usable.Length < table.Rows)
            warnings.Add($"{table.Rows - usable.Length} bars with a missing or non-positive price, open or close outside low to high, or a negative volume are left out.");
        string[] symbols = [.. usable.Select(cells.Symbol).Distinct().Order(StringComparer.Ordinal)];
        var codeOf = symbols.Index().ToDictionary(s => s.Item, s => s.Index);
        int[] rows = [.. usable.OrderBy(r => codeOf[cells.Symbol(r)]).ThenBy(cells.Ticks)];
        var read = new BarSeries(Array.ConvertAll(rows, cells.Bar), Array.ConvertAll(rows, r => codeOf[cells.Symbol(r)]), rows, symbols);
        read.FindDuplicates(findings);
        var series = read.Traded(warnings);
        series.FindJumps(warnings);
        return series;
    }

    /// <summary>Whether bar i and the bar <paramref name="span"/> bars later are of one symbol.</summary>
    public bool Reaches(int i, int span) => i + span < Bars.Length && Symbol[i] == Symbol[i + span];

    /// <summary>Simple return of the close over the bars after bar i.</summary>
    public double Return(int i, int span) => Bars[i + span].Close / Bars[i].Close - 1;

    /// <summary>Without the bars that did not trade, as if they were not in the file: what comes after one is known.</summary>
    private BarSeries Traded(List<string> warnings)
    {
        HashSet<int> withVolume = [.. Enumerable.Range(0, Bars.Length).Where(i => Bars[i].HasVolume).Select(i => Symbol[i])];
        var traded = new List<int>(Bars.Length);
        int flat = 0, copies = 0;
        for (var i = 0; i < Bars.Length; i++)
        {
            Bar? before = traded.Count > 0 && Symbol[traded[^1]] == Symbol[i] ? Bars[traded[^1]] : null;
            if (!Bars[i].IsIdle(before, withVolume.Contains(Symbol[i]))) traded.Add(i);
            else if (Bars[i].IsFlat) flat++;
            else copies++;
        }

        if (flat > 0) warnings.Add($"{Count(flat)} did not trade (one price, no volume) and {(flat == 1 ? "is" : "are")} left out.");
        if (copies > 0)
            warnings.Add($"{Count(copies)} did not trade ({(copies == 1 ? "a copy" : "copies")} of the bar before) and {(copies == 1 ? "is" : "are")} left out.");
        return new([.. traded.Select(i => Bars[i])], [.. traded.Select(i => Symbol[i])], [.. traded.Select(i => Row[i])], Symbols);

        static string Count(int bars) => bars == 1 ? "1 bar" : $"{bars} bars";
    }

    private void FindDuplicates(Findings findings)
    {
        int[] again = [.. Pairs().Where(i => Bars[i].Date == Bars[i + 1].Date).Select(i => Row[i + 1]).Order()];
        findings.AddRows(BarColumns.Date, "There are several bars of one symbol and date", again);
    }

    private void FindJumps(List<string> warnings)
    {
        int[] jumps = [.. Pairs().Where(i => Math.Abs(Return(i, 1)) > LargestReturn).Select(i => Row[i + 1]).Order()];
        if (jumps.Length == 0) return;
        warnings.Add(
            $"{jumps.Length} one-bar returns are beyond {LargestReturn:P0}, the first in row {jumps[0] + 1}: "
            + "are the prices adjusted for splits and dividends?");
    }

    private IEnumerable<int> Pairs() => Enumerable.Range(0, Bars.Length).Where(i => Reaches(i, 1));
}
