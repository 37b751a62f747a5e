using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Training;

namespace FinScoring.Core;

/// <summary>
/// Platt's line over log-odds of rows that the models did not see, and a test whether it is better than none: each fifth of the
/// rows is tried with the line of the others.
/// </summary>
internal sealed class CalibrationTrial
{
    /// <summary>A gain of so many standard errors is sure: by chance alone it comes in one of forty trials.</summary>
    public const double Sure = 2;

    private const int Parts = 5;

    /// <summary>With fewer independent units a standard error would say nothing.</summary>
    private const int FewestUnits = 5;

    private readonly Dataset _data;
    private readonly double[] _logOdds;
    private readonly int _seed;
    private readonly List<Fold> _parts;

    // Targets against overconfidence count rows: weights of any unit are brought to a mean of 1.
    private readonly double _scale;

    /// <param name="data">The rows' dataset.</param>
    /// <param name="rows">Rows that were scored, each once.</param>
    /// <param name="logOdds">Of each of them.</param>
    /// <param name="seed">For the fifths.</param>
    public CalibrationTrial(Dataset data, IReadOnlyList<int> rows, IReadOnlyList<double> logOdds, int seed)
    {
        (_data, _seed) = (data, seed);
        _scale = data.Weight is { } weights ? 1 / weights.Average(w => (double)w) : 1;
        _logOdds = new double[data.Rows];
        for (var i = 0; i < rows.Count; i++) _logOdds[rows[i]] = logOdds[i];
        int[] all = [.. rows.Order()];
        _parts = PartsOf(all);
        Line = LineOf(all);
        Tested = Test();
    }

    /// <summary>Through all rows.</summary>
    public LogOddsMap Line { get; }

    /// <summary>What the line does on rows that it was not fitted on; null where they are too few to tell.</summary>
    public CalibrationTest? Tested { get; }

    /// <summary>Whether it is surely better than none.</summary>
    public bool IsSure => Tested is { } test && test.Evidence >= Sure && test.LogLossAfter < test.LogLossBefore;

    /// <summary>For the manifest; null where nothing could be tested.</summary>
    /// <param name="used">Whether the line becomes part of the model.</param>
    /// <param name="trainedShare">Rows that the models behind the log-odds learned from, as a share of the published one's.</param>
    public Calibration? Describe(bool used, double trainedShare)
        => Tested is { } test
            ? new(used, used ? Line : new(1, 0), test.BrierBefore, test.BrierAfter)
            {
                Tried = Line,
                LogLossBefore = test.LogLossBefore,
                LogLossAfter = test.LogLossAfter,
                Evidence = test.Evidence,
                TrainedShare = trainedShare,
            }
            : null;

    private LogOddsMap LineOf(int[] rows)
    {
        var (slope, offset) = PlattScaling.Line([.. rows.Select(r => (_logOdds[r], _data.Label[r], WeightOf(r)))]);
        // A model that ranks rows it did not see the wrong way round knows nothing: everyone gets the mean.
        return slope > 0 ? new(slope, offset) : MeanOnly(rows);
    }

    private LogOddsMap MeanOnly(int[] rows)
    {
        double events = rows.Where(r => _data.Label[r]).Sum(WeightOf), others = rows.Where(r => !_data.Label[r]).Sum(WeightOf);
        return new(0, Math.Log((events + 1) / (others + 1)));
    }

    /// <summary>How the rows fare, each fifth under the line of the others; null where they are too few to tell.</summary>
    /// <param name="algorithm">Whose log-odds they are.</param>
    /// <param name="cancel">Stops it.</param>
    public EvaluationReport? CrossFitted(string algorithm, CancellationToken cancel = default)
    {
        if (_parts.Count == 0) return null;
        FoldResult[] results = [.. _parts.Select(part => new FoldResult(part, algorithm, Array.ConvertAll(Moved(part), LogOddsMap.Probability)))];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 1, CancellationToken = cancel };
        return Evaluator.Pooled(_data, new("recalibrated", _parts, []), results, _seed, parallel: parallel);
    }

    /// <summary>The log-odds of a fifth under the line of the others.</summary>
    private double[] Moved(Fold part)
    {
        var line = LineOf(part.Train);
        return Array.ConvertAll(part.Test, row => line.Slope * _logOdds[row] + line.Offset);
    }

    private CalibrationTest? Test()
    {
        if (_parts.Count == 0) return null;
        var losses = new CalibrationLosses();
        int[] tested = [.. _parts.SelectMany(part => part.Test)];
        foreach (var part in _parts)
        {
            var after = Moved(part);
            foreach (var (row, moved) in part.Test.Zip(after)) losses.Add(_logOdds[row], moved, _data.Label[row], WeightOf(row));
        }

        // Rows of one entity tell one thing, and so do those of one time: what is least sure counts.
        var evidence = IndependentUnits.Of(_data, tested).Min(units => Evidence(units, losses.Gains));
        return losses.Compared(evidence);
    }

    private List<Fold> PartsOf(int[] rows)
    {
        try
        {
            return [.. FoldPlan.Inner(_data, rows, Parts, _seed).Folds];
        }
        catch (BadDataException)
        {
            return [];
        }
    }

    /// <summary>The mean gain in its standard errors, units being independent of each other.</summary>
    private static double Evidence(int[] unitOf, IReadOnlyList<double> gains)
    {
        double[] sums = [.. unitOf.Zip(gains).GroupBy(row => row.First, row => row.Second).Select(unit => unit.Sum())];
        if (sums.Length < FewestUnits) return 0;
        var (mean, deviation) = (sums.Average(), CandidateRace.Deviation(sums));
        return deviation > 0 ? mean / (deviation / Math.Sqrt(sums.Length)) : 0;
    }

    private double WeightOf(int row) => _data.Weight is { } weight ? weight[row] * _scale : 1;
}
