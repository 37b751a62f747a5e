namespace FinScoring.Core.Evaluation;

/// <summary>Ten bins of equal mass over rows that come in order of probability.</summary>
/// <param name="total">Weight of all rows.</param>
internal struct CalibrationBins(double total)
{
    private const int Bins = 10;

    private readonly double[] _gap = new double[Bins];
    private readonly double _binsPerWeight = Bins / total;
    private double _below;

    /// <summary>Expected calibration error: the bins' distances between mean probability and event rate, weighted by their mass.</summary>
    public readonly double Error => _gap.Sum(Math.Abs) / total;

    /// <summary>The rows of the next higher probability, by weight. They share the bin of their middle rank.</summary>
    public void Add(double probability, double events, double others)
    {
        var weight = events + others;
        var bin = Math.Min((int)((_below + weight / 2) * _binsPerWeight), Bins - 1);
        _gap[bin] += weight * probability - events;
        _below += weight;
    }
}
