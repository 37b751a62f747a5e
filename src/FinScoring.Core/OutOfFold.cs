using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Training;

namespace FinScoring.Core;

/// <summary>
/// Log-odds of rows by models that did not see them, fold by fold: what algorithms are compared, blended and calibrated by
/// inside some training rows.
/// </summary>
/// <param name="data">The rows' dataset.</param>
/// <param name="folds">Whose test rows were scored.</param>
/// <param name="logOdds">By algorithm, then by fold, then by test row.</param>
internal sealed class OutOfFold(Dataset data, IReadOnlyList<Fold> folds, IReadOnlyDictionary<Algorithm, double[][]> logOdds)
{
    private readonly bool[][] _label = [.. folds.Select(f => Array.ConvertAll(f.Test, r => data.Label[r]))];
    // Targets against overconfidence count rows: weights of any unit are brought to a mean of 1.
    private readonly double _scale = data.Weight is { } weights ? 1 / weights.Average(w => (double)w) : 1;
    private readonly float[]?[] _weight = [.. folds.Select(f => data.Weight is { } weight ? Array.ConvertAll(f.Test, r => weight[r]) : null)];

    public CandidateLosses Losses(Mix mix)
    {
        var metrics = folds.Select((_, f) => Evaluator.Measure(Probability(LogOdds(mix, f)), _label[f], _weight[f])).ToArray();
        var aucs = metrics.Select(m => m.Auc).OfType<double>().ToArray();
        return new(mix, [.. metrics.Select(m => m.LogLoss)], aucs.Length == 0 ? null : aucs.Average());
    }

    /// <summary>The log-loss on each fold of the event rate of its training rows, forecast for everyone: what knowing nothing costs.</summary>
    public IReadOnlyList<double> LossesOfEventRate()
        => [.. folds.Select((fold, f) => Evaluator.Measure(
            [.. Enumerable.Repeat(data.EventRate(fold.Train), fold.Test.Length)], _label[f], _weight[f]).LogLoss)];

    /// <summary>
    /// Platt's line over the log-odds, used if it lowers the Brier score of rows that it was not fitted on: the line of the
    /// other folds is tried on each fold.
    /// </summary>
    public Calibration Calibrate(Mix mix)
    {
        var scores = folds.Select((_, f) => LogOdds(mix, f)).ToArray();
        double before = 0, after = 0;
        for (var f = 0; f < folds.Count; f++)
        {
            var line = Line(Enumerable.Range(0, folds.Count).Where(other => other != f || folds.Count == 1), scores);
            before += SquaredErrors(f, Probability(scores[f]));
            after += SquaredErrors(f, Probability(Array.ConvertAll(scores[f], z => line.Slope * z + line.Offset)));
        }

        var rows = Enumerable.Range(0, folds.Count).Sum(f => Enumerable.Range(0, scores[f].Length).Sum(i => WeightOf(f, i)));
        var used = after < before;
        return new(used, used ? Line(Enumerable.Range(0, folds.Count), scores) : new(1, 0), before / rows, after / rows);
    }

    private LogOddsMap Line(IEnumerable<int> of, double[][] scores)
    {
        var (slope, offset) = PlattScaling.Line(
            [.. of.SelectMany(f => scores[f].Select((score, i) => (score, _label[f][i], WeightOf(f, i))))]);
        // A model that ranks rows it did not see the wrong way round knows nothing: everyone gets the mean.
        return slope > 0 ? new(slope, offset) : MeanOnly(of);
    }

    private LogOddsMap MeanOnly(IEnumerable<int> of)
    {
        double events = 0, others = 0;
        foreach (var f in of)
        {
            for (var i = 0; i < _label[f].Length; i++)
            {
                if (_label[f][i]) events += WeightOf(f, i);
                else others += WeightOf(f, i);
            }
        }

        return new(0, Math.Log((events + 1) / (others + 1)));
    }

    private double SquaredErrors(int fold, double[] probability)
        => probability.Select((p, i) => WeightOf(fold, i) * (_label[fold][i] ? (1 - p) * (1 - p) : p * p)).Sum();

    private double[] LogOdds(Mix mix, int fold) => mix.Average(algorithm => logOdds[algorithm][fold]);

    private double WeightOf(int fold, int row) => _weight[fold] is { } weight ? weight[row] * _scale : 1;

    private static double[] Probability(double[] logOdds) => Array.ConvertAll(logOdds, LogOddsMap.Probability);
}
