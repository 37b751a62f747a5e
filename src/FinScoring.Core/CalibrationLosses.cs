using FinScoring.Core.Models;

namespace FinScoring.Core;

/// <summary>Adds up, row by row, what log-odds cost without and with a line.</summary>
internal sealed class CalibrationLosses
{
    private readonly List<double> _gains = [];
    private double _rows, _brierBefore, _brierAfter, _logLossBefore, _logLossAfter;

    /// <summary>Of each row, what its log-loss falls by per unit of the way from no line to the line, at the start of that way.</summary>
    public IReadOnlyList<double> Gains => _gains;

    public void Add(double before, double after, bool happened, double weight)
    {
        _rows += weight;
        _brierBefore += weight * Squared(before, happened);
        _brierAfter += weight * Squared(after, happened);
        _logLossBefore += weight * LogLoss(before, happened);
        _logLossAfter += weight * LogLoss(after, happened);
        _gains.Add(weight * ((happened ? 1 : 0) - LogOddsMap.Probability(before)) * (after - before));
    }

    public CalibrationTest Compared(double evidence)
        => new(_brierBefore / _rows, _brierAfter / _rows, _logLossBefore / _rows, _logLossAfter / _rows, evidence);

    private static double Squared(double logOdds, bool happened) => Math.Pow(LogOddsMap.Probability(happened ? -logOdds : logOdds), 2);

    /// <summary>ln(1 + e^z) of the log-odds against what happened, written so that it does not overflow.</summary>
    private static double LogLoss(double logOdds, bool happened)
    {
        var z = happened ? -logOdds : logOdds;
        return Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
    }
}
