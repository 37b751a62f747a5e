namespace FinScoring.Core.Data;

/// <summary>
/// Numbers far from zero that differ by little, as times in milliseconds and account numbers do: in single precision, which ML.NET's
/// chain holds, 1.7e12 and the 131,071 whole numbers behind it are one. Such a column is moved to its middle, in double precision, on its way into the chain.
/// </summary>
internal static class Centring
{
    // A 4,096th of what most values span loses nothing that the event could hang on.
    private const double FewestSteps = 4096;

    /// <summary>What to take away from the numbers of a column; null where single precision tells them from each other as they are.</summary>
    /// <param name="sorted">Its numbers, ascending, codes and missing ones aside.</param>
    public static double? Of(double[] sorted)
    {
        if (Array.TrueForAll(sorted, v => (float)v == v)) return null;
        // A few far out do not hide that the others lie close together.
        var (low, high) = (sorted[(int)(0.01 * (sorted.Length - 1))], sorted[(int)(0.99 * (sorted.Length - 1))]);
        if (low == high) (low, high) = (sorted[0], sorted[^1]);
        var largest = (float)Math.Max(Math.Abs(low), Math.Abs(high));
        var step = float.BitIncrement(largest) - largest;
        return float.IsFinite(step) && high - low < FewestSteps * step ? sorted[(sorted.Length - 1) / 2] : null;
    }

    /// <summary>A column's numbers as they enter the chain, its codes with them; any other column is itself.</summary>
    /// <param name="column">The numbers as the file has them.</param>
    /// <param name="learned">What is learned of them.</param>
    public static TableColumn Apply(TableColumn column, Column learned) => learned.Centre is { } centre && column is NumericColumn numbers
        ? new NumericColumn(column.Name, numbers.Values.ConvertAll(v => v - centre)) { DecimalComma = numbers.DecimalComma }
            .With([.. (learned.Specials ?? []).Select(s => s - centre)])
        : column;
}
