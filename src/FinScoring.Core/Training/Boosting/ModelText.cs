using System.Globalization;

namespace FinScoring.Core.Training.Boosting;

/// <summary>LightGBM's text of a model, made fit for ML.NET's trees.</summary>
internal static class ModelText
{
    private const string Thresholds = "threshold=";

    // A tree of one leaf has none.
    private const StringSplitOptions None = StringSplitOptions.RemoveEmptyEntries;

    /// <summary>
    /// The same model for single-precision features. A threshold lies between two values that were seen; where these are
    /// neighbours in single precision ML.NET's rounding may turn it into the larger one, which then falls to the wrong side.
    /// Rounded down, x ≤ threshold says the same of every x in single precision.
    /// </summary>
    public static string SinglePrecision(string model)
        => string.Join('\n', model.Split('\n').Select(line => line.StartsWith(Thresholds, StringComparison.Ordinal) ? Rounded(line) : line));

    private static string Rounded(string line)
        => Thresholds + string.Join(
            ' ', line[Thresholds.Length..].Split(' ', None).Select(text => Down(double.Parse(text, CultureInfo.InvariantCulture))));

    private static string Down(double threshold)
    {
        var nearest = (float)threshold;
        double single = nearest > threshold ? MathF.BitDecrement(nearest) : nearest;
        return single.ToString("R", CultureInfo.InvariantCulture);
    }
}
