namespace FinScoring.Core.Normalization.PerColumn;

/// <summary>
/// A rank from 0 to 1 as steps of a curve: slot j rises from 0 to 1 within the j-th of equal parts and stays there, so that
/// weights of the slots are the curve's rise in each part, and a penalty on them keeps it flat where the data say little.
/// </summary>
internal static class CurveScale
{
    public const int Parts = 5;

    /// <summary>Where in the rank a slot begins to rise; it has risen where the next begins.</summary>
    public static float Start(int slot) => (float)slot / Parts;

    public static double[] Of(double rank) => [.. Enumerable.Range(0, Parts).Select(j => Math.Clamp(Parts * rank - j, 0, 1))];
}
