using FinScoring.Core.Data;
using Microsoft.ML;

namespace FinScoring.Core.Training;

/// <summary>
/// Log-odds as a line over a score that is no probability (Platt 1999): slope and offset by maximum likelihood on scores of
/// models that did not see the row, with Platt's targets against overconfidence.
/// </summary>
internal static class PlattScaling
{
    private const int MostSteps = 100;

    /// <summary>Fits on all rows; the calibrator on the scores of cross-fitted models.</summary>
    public static Trained Calibrate(MLContext ml, TrainingRun run, Func<FeatureMatrix, ITransformer> fit)
    {
        var rows = run.Rows;
        var folds = run.Folds();
        var scores = new List<(double Score, bool Label, double Weight)>();
        int[] all = [.. Enumerable.Range(0, rows.Rows)];
        // Too few rows to cross-fit: the scores of the rows learned from, rather than none.
        foreach (var (train, test) in folds.Count > 0 ? folds : [(all, all)])
        {
            var held = rows.Take(test);
            var scored = ScoreColumn.Read(fit(rows.Take(train)).Transform(held), held.Rows);
            scores.AddRange(scored.Select((s, i) => ((double)s, held.Labels[i], (double)held.WeightOf(i))));
        }

        var (slope, offset) = Line(scores);
        var predictor = fit(rows);
        var calibrator = ml.BinaryClassification.Calibrators.Platt(-slope, -offset, ScoreColumn.Name).Fit(predictor.Transform(rows));
        return new([predictor, calibrator], slope, offset);
    }

    /// <summary>Newton's method with step halving (Lin, Lin and Weng 2007), on standardized scores.</summary>
    public static (double Slope, double Offset) Line(IReadOnlyList<(double Score, bool Label, double Weight)> scores)
    {
        var total = scores.Sum(s => s.Weight);
        var mean = scores.Sum(s => s.Weight * s.Score) / total;
        var deviation = Math.Sqrt(scores.Sum(s => s.Weight * (s.Score - mean) * (s.Score - mean)) / total);
        if (!(deviation > 0)) deviation = 1;
        var events = scores.Where(s => s.Label).Sum(s => s.Weight);
        double high = (events + 1) / (events + 2), low = 1 / (total - events + 2);
        var points = scores.Select(s => (X: (s.Score - mean) / deviation, Target: s.Label ? high : low, s.Weight)).ToArray();

        double a = 0, b = Math.Log((events + 1) / (total - events + 1)), loss = Loss(points, a, b);
        for (var step = 0; step < MostSteps; step++)
        {
            var (da, db) = NewtonStep(points, a, b);
            var size = 1.0;
            while (size > 1e-10 && Loss(points, a + size * da, b + size * db) > loss) size /= 2;
            var next = Loss(points, a + size * da, b + size * db);
            if (!(loss - next > 1e-12 * Math.Abs(loss))) break;
            (a, b, loss) = (a + size * da, b + size * db, next);
        }

        return (a / deviation, b - a * mean / deviation);
    }

    private static (double A, double B) NewtonStep((double X, double Target, double Weight)[] points, double a, double b)
    {
        double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
        foreach (var (x, target, weight) in points)
        {
            var p = 1 / (1 + Math.Exp(-(a * x + b)));
            var (gradient, curve) = (weight * (p - target), weight * p * (1 - p));
            (ga, gb) = (ga + gradient * x, gb + gradient);
            (haa, hab, hbb) = (haa + curve * x * x, hab + curve * x, hbb + curve);
        }

        var determinant = haa * hbb - hab * hab;
        return (-(hbb * ga - hab * gb) / determinant, -(haa * gb - hab * ga) / determinant);
    }

    /// <summary>Cross-entropy; ln(1 + e^z) - t z, written so that it does not overflow.</summary>
    private static double Loss((double X, double Target, double Weight)[] points, double a, double b)
    {
        double loss = 0;
        foreach (var (x, target, weight) in points)
        {
            var z = a * x + b;
            loss += weight * (Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - target * z);
        }

        return loss;
    }
}
