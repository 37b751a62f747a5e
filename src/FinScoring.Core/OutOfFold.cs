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

    /// <summary>Platt's line over the log-odds of all folds.</summary>
    public CalibrationTrial Calibrate(Mix mix, int seed)
        => new(data, [.. folds.SelectMany(f => f.Test)], [.. folds.SelectMany((_, f) => LogOdds(mix, f))], seed);

    private double[] LogOdds(Mix mix, int fold) => mix.Average(algorithm => logOdds[algorithm][fold]);

    private static double[] Probability(double[] logOdds) => Array.ConvertAll(logOdds, LogOddsMap.Probability);
}
