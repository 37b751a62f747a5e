using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Normalization;

/// <summary>The values of a numeric column in the training rows, codes aside: a linear model takes a number beyond for the nearest of them.</summary>
/// <param name="Name">The column.</param>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
public sealed record ColumnRange(string Name, double Low, double High)
{
    /// <summary>From a number to itself, or the nearest end; a missing one stays missing.</summary>
    internal string Expression => $"(x) => x < {Literal(Low)} ? {Literal(Low)} : x > {Literal(High)} ? {Literal(High)} : x";

    internal static ColumnRange Of(NumericColumn column, int[] rows, IReadOnlyList<double> specials)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var row in rows)
        {
            // NaN is neither below nor above.
            if (column.Values[row] is var value && specials.Count > 0 && specials.Contains(value)) continue;
            if (value < low) low = value;
            if (value > high) high = value;
        }

        return new(column.Name, low, high);
    }

    private static string Literal(double value) => DatasetView.Single(value).ToString("R", CultureInfo.InvariantCulture) + "f";
}
