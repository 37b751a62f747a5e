using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

/// <summary>Named values for tests: twenty rows whose metrics other programs have computed, and rows of known distribution.</summary>
internal static class Some
{
    public static bool[] Happened { get; } =
        [.. new[] { 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1 }.Select(y => y == 1)];

    public static double[] Probability { get; } =
        [.05, .10, .10, .15, .20, .20, .30, .35, .35, .50, .55, .55, .40, .80, .45, .62, .07, .91, .33, .74];

    public static float[] Weight { get; } = [1, 2, 1, .5f, 1, 3, 1, 1, 2, 1, 1, 1, .25f, 1, 1, 4, 1, 2, 1, 1.5f];

    /// <summary>Half the rows with scores from N(0, 1), half, the events, from N(shift, 1), in random order; squashed to probabilities.</summary>
    public static ScoredRows TwoNormals(int rows, double shift, int seed)
    {
        var random = new Random(seed);
        var label = new bool[rows];
        var probability = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            label[i] = random.Next(2) == 0;
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            probability[i] = 1 / (1 + Math.Exp(shift / 2 - normal - (label[i] ? shift : 0)));
        }

        return new(probability, label);
    }
}
