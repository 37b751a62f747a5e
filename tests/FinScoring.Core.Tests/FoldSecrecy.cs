using FinScoring.Core.Data;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>Finds what a fold learned from rows it must not see: its answers must not change when those rows do.</summary>
internal static class FoldSecrecy
{
    /// <param name="table">The file, of which the columns x, copy, noise and event are changed.</param>
    /// <param name="training">The rows to learn from.</param>
    /// <param name="fit">Learns from the training rows of a table and answers for them, whatever is in the others.</param>
    /// <param name="seed">For what the other rows become.</param>
    /// <returns>Whether the answers stayed the same, to the bit.</returns>
    public static bool Holds(Table table, int[] training, Func<Table, double[]> fit, int seed)
    {
        var random = new Random(seed);
        var seen = training.ToHashSet();
        void Upset(double[] values)
        {
            for (var row = 0; row < values.Length; row++)
                if (!seen.Contains(row)) values[row] = random.Next(3) == 0 ? double.NaN : 1000 * PlantedData.Normal(random);
        }

        void Flip(double[] labels)
        {
            for (var row = 0; row < labels.Length; row++)
                if (!seen.Contains(row)) labels[row] = 1 - labels[row];
        }

        var changed = table.With("x", Upset).With("copy", Upset).With("noise", Upset).With("event", Flip);
        return fit(table).SequenceEqual(fit(changed));
    }
}
