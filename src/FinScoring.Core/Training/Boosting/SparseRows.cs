using Microsoft.ML.Data;

namespace FinScoring.Core.Training.Boosting;

/// <summary>Rows in compressed form, as the native library reads them: where each starts, and the slots and values that are not 0.</summary>
internal sealed record SparseRows(long[] Starts, int[] Slots, float[] Values, int Width)
{
    public int Rows => Starts.Length - 1;

    public static SparseRows Of(ReadOnlySpan<VBuffer<float>> vectors, int width)
    {
        var starts = new long[vectors.Length + 1];
        for (var row = 0; row < vectors.Length; row++)
            starts[row + 1] = starts[row] + NonZero(vectors[row].GetValues());
        var (slots, values) = (new int[starts[^1]], new float[starts[^1]]);
        for (var row = 0; row < vectors.Length; row++)
            Fill(vectors[row], slots.AsSpan((int)starts[row]), values.AsSpan((int)starts[row]));
        return new(starts, slots, values, width);
    }

    private static int NonZero(ReadOnlySpan<float> values) => values.Length - values.Count(0f);

    private static void Fill(in VBuffer<float> vector, Span<int> slots, Span<float> values)
    {
        var all = vector.GetValues();
        var indices = vector.GetIndices();
        var next = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] == 0) continue;
            (slots[next], values[next]) = (vector.IsDense ? i : indices[i], all[i]);
            next++;
        }
    }
}
