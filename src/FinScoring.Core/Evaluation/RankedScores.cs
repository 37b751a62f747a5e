using System.Runtime.InteropServices;

namespace FinScoring.Core.Evaluation;

/// <summary>Rows sorted by probability once, to be measured many times under different weights.</summary>
internal sealed class RankedScores
{
    /// <summary>Keeps the log-loss of a certain and wrong answer finite, and every log-odds.</summary>
    private const double Clip = 1e-15;

    /// <summary>Up to here a row counts for the partial Gini.</summary>
    private const double Acceptable = 0.4;

    /// <summary>So many steps are laid side by side: each figure walks them in a loop of its own, before they leave the cache.</summary>
    private const int Stretch = 512;

    private static readonly ConfusionMatrix NoConfusion = new(0, 0, 0, 0);

    private readonly double[] _probability;
    private readonly bool[] _label;
    private readonly double[] _loss;
    private readonly int _acceptable;
    private readonly RowGroups _groups;
    private readonly Recalibration _recalibration;

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
        _acceptable = _probability.Count(p => p <= Acceptable);
        Weight = Array.ConvertAll(Order, i => weight is null ? 1.0 : weight[i]);
        var logOdds = Array.ConvertAll(_probability, LogOdds);
        _groups = new(logOdds, _label);
        _recalibration = new(logOdds, _label, Weight, _groups);
        Steps = StepsOf(_ => true);
        if (_label.Contains(true) && _label.Contains(false)) Noise = NoiseOf(_groups.Count(Weight));
    }

    /// <summary>The row at each rank.</summary>
    public int[] Order { get; }

    /// <summary>The row weights by rank.</summary>
    public double[] Weight { get; }

    /// <summary>The distinct probabilities, ascending, and what happened to their rows.</summary>
    public ScoreStep[] Steps { get; }

    /// <summary>How chance moves the figures that are the best of many thresholds; null with one class.</summary>
    public CurveNoise? Noise { get; }

    /// <summary>The metrics under the rows' own weights.</summary>
    public Metrics Measure() => Measure(Weight).Metrics with
    {
        Confusion = new(Count(true, true), Count(true, false), Count(false, false), Count(false, true)),
    };

    /// <summary>What has an interval, under these weights by rank; rows of equal probability are one step.</summary>
    public Measurement Measure(double[] weight)
    {
        // No branch on the label: which rows are events cannot be foretold, and a wrong guess costs more than the row.
        var happened = MemoryMarshal.AsBytes<bool>(_label);
        double allEvents = 0, total = 0, loss = 0, squares = 0, right = 0;
        for (var i = 0; i < weight.Length; i++) (allEvents, total) = (allEvents + weight[i] * happened[i], total + weight[i]);

        var roc = new RocCurve(allEvents, total - allEvents);
        var gaps = new CalibrationGaps(total);
        var deciles = new DecileTable(total);
        var hull = new IsotonicFit();
        double? acceptable = null;
        Span<double> probability = stackalloc double[Stretch], events = stackalloc double[Stretch], others = stackalloc double[Stretch];
        for (var i = 0; i < weight.Length;)
        {
            var end = i < _acceptable ? _acceptable : weight.Length;
            var count = 0;
            for (int next; i < end && count < Stretch; i = next)
            {
                var p = _probability[i];
                double tiedEvents = 0, tiedOthers = 0;
                for (next = i; next < end && _probability[next] == p; next++)
                {
                    var ofEvent = weight[next] * happened[next];
                    tiedEvents += ofEvent;
                    tiedOthers += weight[next] - ofEvent;
                    loss += weight[next] * _loss[next];
                }

                squares += tiedEvents * (1 - p) * (1 - p) + tiedOthers * p * p;
                right += p >= 0.5 ? tiedEvents : tiedOthers;
                (probability[count], events[count], others[count]) = (p, tiedEvents, tiedOthers);
                // A third of the rows are in no resample: the next step takes their place.
                count += tiedEvents + tiedOthers > 0 ? 1 : 0;
            }

            var steps = new WeightedSteps(probability[..count], events[..count], others[..count]);
            roc.Add(steps);
            hull.Add(steps);
            gaps.Add(steps);
            deciles.Add(steps);
            if (i == _acceptable) acceptable = roc.AreaSoFar;
        }

        var counted = _groups.Count(weight);
        var (slope, intercept) = _recalibration.Under(counted);
        var metrics = new Metrics
        {
            Auc = roc.Area,
            Gini = 2 * roc.Area - 1,
            Ks = roc.Distance,
            PrAuc = roc.AveragePrecision,
            PartialGini = 2 * acceptable - 1,
            HMeasure = roc.Area is null ? null : Evaluation.HMeasure.Of(hull.Blocks),
            LogLoss = loss / total,
            Brier = squares / total,
            Accuracy = right / total,
            CalibrationError = gaps.Error,
            CalibrationSlope = slope,
            CalibrationIntercept = intercept,
            Confusion = NoConfusion,
        };
        return new(metrics, gaps, deciles.Deciles(), Noise?.Under(counted.Events, counted.Weight));
    }

    /// <summary>The same of some of the rows, told by their index before they were ranked.</summary>
    public ScoreStep[] StepsOf(Predicate<int> isIncluded)
    {
        int[] ranks = [.. Enumerable.Range(0, Order.Length).Where(rank => isIncluded(Order[rank]))];
        // Counted before they are made: there may be as many as rows, and each is larger than all else that is known of a row.
        var steps = new ScoreStep[ranks.Where((rank, i) => i == 0 || _probability[rank] != _probability[ranks[i - 1]]).Count()];
        for (int step = 0, i = 0, next; step < steps.Length; step++, i = next)
        {
            double events = 0, others = 0, squares = 0;
            for (next = i; next < ranks.Length && _probability[ranks[next]] == _probability[ranks[i]]; next++)
            {
                var weight = Weight[ranks[next]];
                if (_label[ranks[next]]) events += weight;
                else others += weight;
                squares += weight * weight;
            }

            steps[step] = new(_probability[ranks[i]], events, others, next - i, squares);
        }

        return steps;
    }

    private CurveNoise NoiseOf((double[] Events, double[] Weight) own)
        => new(own.Events, own.Weight, _recalibration.Rates ?? [.. own.Events.Zip(own.Weight, (e, w) => e / w)]);

    private static double LogOdds(double probability) => Math.Log(Math.Max(probability, Clip) / Math.Max(1 - probability, Clip));

    private long Count(bool predicted, bool happened)
        => _probability.Where((p, i) => p >= 0.5 == predicted && _label[i] == happened).LongCount();
}
