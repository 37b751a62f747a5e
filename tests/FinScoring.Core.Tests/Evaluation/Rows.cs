using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Evaluation;

/// <summary>Datasets without inputs: what folds and reports look at.</summary>
internal static class Rows
{
    public static Dataset With(
        bool[] label, int[]? group = null, long[]? time = null, long[]? labelEnd = null, double[]? returns = null, float[]? weight = null,
        Copies? copies = null) => new()
        {
            Signature = new() { Columns = [] },
            Inputs = [],
            Label = label,
            Weight = weight,
            Group = group,
            Copies = copies ?? Copies.None,
            Time = time,
            LabelEnd = labelEnd,
            Return = returns,
            Event = "default",
            RowsRead = label.Length,
        };

    /// <summary>The event in every n-th row.</summary>
    public static bool[] EveryNth(int n, int rows) => [.. Enumerable.Range(1, rows).Select(i => i % n == 0)];
}
