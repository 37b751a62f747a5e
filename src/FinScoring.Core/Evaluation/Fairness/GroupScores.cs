namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>The rows of one group by rising probability, to be measured many times under different weights.</summary>
/// <param name="name">The group.</param>
/// <param name="ranks">Its rows, as ranks among all rows, ascending.</param>
/// <param name="probability">Of all rows, by rank.</param>
/// <param name="label">Of all rows, by rank.</param>
internal sealed class GroupScores(string name, int[] ranks, double[] probability, bool[] label)
{
    public string Name => name;

    public int Rows => ranks.Length;

    public int Events { get; } = ranks.Count(r => label[r]);

    /// <summary>As many rows of equal weight would say as much (Kish 1965).</summary>
    /// <param name="weight">Of all rows, by rank.</param>
    /// <param name="ofEvents">Only rows with the event, or without; null: all.</param>
    public double EffectiveRows(double[] weight, bool? ofEvents)
    {
        double sum = 0, squares = 0;
        foreach (var w in ranks.Where(r => ofEvents is null || label[r] == ofEvents).Select(r => weight[r])) (sum, squares) = (sum + w, squares + w * w);
        return sum * sum / squares;
    }

    /// <param name="weight">Of all rows, by rank.</param>
    /// <param name="below">The thresholds of the favourable outcomes.</param>
    public GroupMeasure Measure(double[] weight, double[] below)
    {
        double events = 0, others = 0, probabilities = 0;
        foreach (var rank in ranks)
        {
            if (label[rank]) events += weight[rank];
            else others += weight[rank];
        }

        var roc = new RocCurve(events, others);
        var approved = new (double Events, double Others)[below.Length];
        for (int i = 0, next; i < ranks.Length; i = next)
        {
            var p = probability[ranks[i]];
            double tiedEvents = 0, tiedOthers = 0;
            for (next = i; next < ranks.Length && probability[ranks[next]] == p; next++)
            {
                if (label[ranks[next]]) tiedEvents += weight[ranks[next]];
                else tiedOthers += weight[ranks[next]];
            }

            roc.Add(tiedEvents, tiedOthers);
            probabilities += (tiedEvents + tiedOthers) * p;
            for (var o = 0; o < below.Length; o++)
            {
                if (p < below[o]) approved[o] = (approved[o].Events + tiedEvents, approved[o].Others + tiedOthers);
            }
        }

        return new(events, others, probabilities, roc.Area, approved);
    }

    /// <summary>The weight of its rows of one class below each threshold; the last one has all.</summary>
    public double[] Below(IReadOnlyList<double> thresholds, double[] weight, bool ofEvents)
    {
        var below = new double[thresholds.Count];
        var at = 0;
        foreach (var rank in ranks)
        {
            while (at < below.Length - 1 && probability[rank] >= thresholds[at]) at++;
            if (label[rank] == ofEvents) below[at] += weight[rank];
        }

        for (var t = 1; t < below.Length; t++) below[t] += below[t - 1];
        return below;
    }
}
