namespace FinScoring.Core.Selection;

/// <summary>How much a column, cut into bins, says about the event.</summary>
internal static class InformationMeasure
{
    /// <summary>
    /// Mutual information with the label in nats, corrected for the bias of few rows per cell (Miller and Madow 1955), and the
    /// information value sum((event share - other share) * ln(event share / other share)), half a row added to each cell.
    /// </summary>
    /// <param name="bins">Bin of each row, from 0.</param>
    /// <param name="count">Number of bins.</param>
    /// <param name="label">The event.</param>
    public static (double MutualInformation, double InformationValue) Of(ReadOnlySpan<int> bins, int count, ReadOnlySpan<bool> label)
    {
        var events = new int[count];
        var others = new int[count];
        for (var row = 0; row < bins.Length; row++)
            (label[row] ? events : others)[bins[row]]++;
        int n = bins.Length, allEvents = events.Sum(), allOthers = n - allEvents;

        double information = 0, value = 0;
        int cells = 0, filled = 0;
        for (var bin = 0; bin < count; bin++)
        {
            var inBin = events[bin] + others[bin];
            if (inBin == 0) continue;
            filled++;
            information += Term(events[bin], inBin, allEvents, n, ref cells) + Term(others[bin], inBin, allOthers, n, ref cells);
            var eventShare = (events[bin] + 0.5) / (allEvents + 0.5 * count);
            var otherShare = (others[bin] + 0.5) / (allOthers + 0.5 * count);
            value += (eventShare - otherShare) * Math.Log(eventShare / otherShare);
        }

        var classes = (allEvents > 0 ? 1 : 0) + (allOthers > 0 ? 1 : 0);
        return (information + (filled + classes - cells - 1) / (2.0 * n), value);
    }

    /// <summary>p(x,y) ln(p(x,y) / (p(x) p(y))); 0 for an empty cell.</summary>
    private static double Term(int cell, int inBin, int inClass, int n, ref int cells)
    {
        if (cell == 0) return 0;
        cells++;
        return (double)cell / n * Math.Log((double)cell * n / ((double)inBin * inClass));
    }
}
