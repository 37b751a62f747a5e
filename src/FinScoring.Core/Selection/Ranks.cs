namespace FinScoring.Core.Selection;

/// <summary>A column's values replaced by their ranks.</summary>
internal static class Ranks
{
    /// <summary>From 1; equal values share their mean rank, NaN stays NaN.</summary>
    public static float[] Of(float[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).Where(r => !float.IsNaN(values[r]))];
        Array.Sort(Array.ConvertAll(order, r => values[r]), order);
        var ranks = new float[values.Length];
        Array.Fill(ranks, float.NaN);
        for (var from = 0; from < order.Length;)
        {
            var to = from + 1;
            while (to < order.Length && values[order[to]] == values[order[from]]) to++;
            foreach (var row in order.AsSpan(from, to - from)) ranks[row] = (from + 1 + to) / 2f;
            from = to;
        }

        return ranks;
    }
}
