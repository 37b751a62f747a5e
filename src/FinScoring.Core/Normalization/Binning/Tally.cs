using FinScoring.Core.Data;

namespace FinScoring.Core.Normalization.Binning;

/// <summary>Rows counted, and the events among them; weights where rows have them.</summary>
internal readonly record struct Tally(double Count, double Events)
{
    public double Others => Count - Events;

    public double Rate => Events / Count;

    public static Tally operator +(Tally a, Tally b) => new(a.Count + b.Count, a.Events + b.Events);

    public static Tally operator -(Tally a, Tally b) => new(a.Count - b.Count, a.Events - b.Events);
}

/// <summary>What happened in the training rows.</summary>
/// <param name="label">Whether the event did.</param>
/// <param name="weight">Row weights, or null for all 1.</param>
internal sealed class Outcomes(bool[] label, float[]? weight)
{
    // Smoothing and limits count rows, whatever unit the weights come in: they are brought to a mean of 1.
    private readonly double _scale = weight is null ? 1 : weight.Length / weight.Sum(w => (double)w);

    /// <summary>Some rows of a dataset, by their position among them.</summary>
    public static Outcomes Of(Dataset data, int[] rows)
        => new(Array.ConvertAll(rows, r => data.Label[r]), data.Weight is { } weight ? Array.ConvertAll(rows, r => weight[r]) : null);

    public int Rows => label.Length;

    /// <summary>One row.</summary>
    public Tally this[int row]
    {
        get
        {
            var count = weight is null ? 1 : weight[row] * _scale;
            return new(count, label[row] ? count : 0);
        }
    }

    public Tally Of(IEnumerable<int> rows) => rows.Aggregate(default(Tally), (sum, row) => sum + this[row]);
}
