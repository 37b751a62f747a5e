namespace FinScoring.Core.Evaluation;

/// <summary>What each of ten bins of equal mass adds to the calibration error, walked from the lowest probability up.</summary>
/// <param name="total">Weight of all rows.</param>
internal sealed class CalibrationGaps(double total)
{
    private readonly double[] _gaps = new double[CalibrationBins.Count];
    private readonly double _binsPerWeight = CalibrationBins.Count / total;
    private double _below;

    /// <summary>Expected calibration error: the bins' distances between mean probability and event rate, weighted by their mass.</summary>
    public double Error => _gaps.Sum(Math.Abs) / total;

    /// <summary>The steps of the next higher probabilities.</summary>
    public void Add(WeightedSteps steps)
    {
        var below = _below;
        for (var i = 0; i < steps.Length; i++)
        {
            var weight = steps.Events[i] + steps.Others[i];
            _gaps[CalibrationBins.At(below, weight, _binsPerWeight)] += weight * steps.Probability[i] - steps.Events[i];
            below += weight;
        }

        _below = below;
    }

    /// <summary>How far the bins of a resample are from these: at least as far as its calibration error is from this one.</summary>
    public double DistanceTo(CalibrationGaps resample) => _gaps.Zip(resample._gaps, (a, b) => Math.Abs(a / total - b / resample.Total)).Sum();

    private double Total => total;
}
