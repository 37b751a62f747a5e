using FinScoring.Core.Data;

namespace FinScoring.Core.Training.Boosting;

/// <summary>Rows in compressed form, as the native library reads them: where each starts, and the slots and values that are not 0.</summary>
internal sealed record SparseRows(long[] Starts, int[] Slots, float[] Values, int Width)
{
    public int Rows => Starts.Length - 1;

    public static SparseRows Of(FeatureRows rows, int width)
    {
        var starts = new long[rows.Count + 1];
        var (slots, values) = (new List<int>(), new List<float>());
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var (slot, value) in rows.Items(row))
            {
                slots.Add(slot);
                values.Add(value);
            }

            starts[row + 1] = slots.Count;
        }

        return new(starts, [.. slots], [.. values], width);
    }
}
