namespace FinScoring.Core.Evaluation;

/// <summary>Rows sorted by probability once, to be measured many times under different weights.</summary>
internal sealed class RankedScores
{
    private const int CalibrationBins = 10;

    /// <summary>Keeps the log-loss of a certain and wrong answer finite.</summary>
    private const double Clip = 1e-15;

    private readonly double[] _probability;
    private readonly bool[] _label;
    private readonly double[] _loss;

    /// <exception cref="ArgumentException">No rows, or a probability that is none.</exception>
    public RankedScores(double[] probability, bool[] label, float[]? weight)
    {
        if (probability.Length == 0 || probability.Length != label.Length || !probability.All(p => p is >= 0 and <= 1))
            throw new ArgumentException("Metrics need at least one row, and a probability from 0 to 1 for each.", nameof(probability));
        Order = [.. Enumerable.Range(0, label.Length)];
        _probability = [.. probability];
        Array.Sort(_probability, Order);
        _label = Array.ConvertAll(Order, i => label[i]);
        _loss = [.. _probability.Zip(_label, (p, y) => -Math.Log(Math.Clamp(y ? p : 1 - p, Clip, 1)))];
        Weight = Array.ConvertAll(Order, i => weight is null ? 1.0 : weight[i]);
        Confusion = new(Count(true, true), Count(true, false), Count(false, false), Count(false, true));
    }

    /// <summary>The row at each rank.</summary>
    public int[] Order { get; }

    /// <summary>The row weights by rank.</summary>
    public double[] Weight { get; }

    private ConfusionMatrix Confusion { get; }

    /// <summary>The metrics under these weights by rank. One pass; rows of equal probability count as one step.</summary>
    public Metrics Measure(double[] weight)
    {
        double events = 0, others = 0;
        for (var i = 0; i < weight.Length; i++)
            if (_label[i]) events += weight[i];
            else others += weight[i];

        double total = events + others, eventsBelow = 0, othersBelow = 0, concordant = 0, ks = 0, loss = 0, squares = 0, right = 0;
        var binsPerWeight = CalibrationBins / total;
        Span<double> gap = stackalloc double[CalibrationBins];
        for (int i = 0, next; i < weight.Length; i = next)
        {
            var p = _probability[i];
            double tiedEvents = 0, tiedOthers = 0;
            for (next = i; next < weight.Length && _probability[next] == p; next++)
            {
                loss += weight[next] * _loss[next];
                if (_label[next]) tiedEvents += weight[next];
                else tiedOthers += weight[next];
            }

            squares += tiedEvents * (1 - p) * (1 - p) + tiedOthers * p * p;
            right += p >= 0.5 ? tiedEvents : tiedOthers;
            concordant += tiedEvents * (othersBelow + tiedOthers / 2);
            var middle = eventsBelow + othersBelow + (tiedEvents + tiedOthers) / 2;
            gap[Math.Min((int)(middle * binsPerWeight), CalibrationBins - 1)] += (tiedEvents + tiedOthers) * p - tiedEvents;
            eventsBelow += tiedEvents;
            othersBelow += tiedOthers;
            ks = Math.Max(ks, Math.Abs(eventsBelow * others - othersBelow * events));
        }

        var calibration = 0.0;
        foreach (var difference in gap) calibration += Math.Abs(difference) / total;
        double? auc = events > 0 && others > 0 ? concordant / (events * others) : null;
        return new()
        {
            Auc = auc,
            Gini = 2 * auc - 1,
            Ks = auc is null ? null : ks / (events * others),
            LogLoss = loss / total,
            Brier = squares / total,
            Accuracy = right / total,
            CalibrationError = calibration,
            Confusion = Confusion,
        };
    }

    private long Count(bool predicted, bool happened)
        => _probability.Where((p, i) => p >= 0.5 == predicted && _label[i] == happened).LongCount();
}
