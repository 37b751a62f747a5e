using System.Runtime.InteropServices;

namespace FinScoring.Core.Evaluation;

/// <summary>Neighbouring rows in at most 256 groups of about equal size, to be counted under many weights. Equal rows share a group.</summary>
internal sealed class RowGroups
{
    private const int Most = 256;

    private readonly bool[] _label;
    private readonly int[] _end;

    /// <param name="logOdds">Of each row, ascending.</param>
    /// <param name="label">What happened.</param>
    public RowGroups(double[] logOdds, bool[] label)
    {
        var groups = Math.Min(Most, label.Length);
        _label = label;
        _end = [.. Enumerable.Range(1, groups).Select(g => EndOfEquals((int)((long)g * label.Length / groups))).Distinct()];
        LogOdds = [.. _end.Select((end, g) => logOdds[Start(g)..end].Average())];

        int EndOfEquals(int end)
        {
            while (end < logOdds.Length && logOdds[end] == logOdds[end - 1]) end++;
            return end;
        }
    }

    /// <summary>The mean of each group.</summary>
    public double[] LogOdds { get; }

    /// <summary>Events and rows of each group by weight.</summary>
    public (double[] Events, double[] Weight) Count(double[] weight)
    {
        var (eventsOf, weightOf) = (new double[_end.Length], new double[_end.Length]);
        // 0 or 1: a branch on the label could not be foretold.
        var happened = MemoryMarshal.AsBytes<bool>(_label);
        for (var g = 0; g < _end.Length; g++)
        {
            double events = 0, all = 0;
            for (var i = Start(g); i < _end[g]; i++)
            {
                all += weight[i];
                events += weight[i] * happened[i];
            }

            (eventsOf[g], weightOf[g]) = (events, all);
        }

        return (eventsOf, weightOf);
    }

    private int Start(int group) => group == 0 ? 0 : _end[group - 1];
}
