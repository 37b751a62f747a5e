namespace FinScoring.Core.Evaluation;

/// <summary>Expected returns against what came, and against the mean return, under the weights of many resamples.</summary>
/// <param name="rows">The rows.</param>
/// <param name="error">Squared error of each row's expected return, by rank.</param>
/// <param name="errorOfMean">That of the mean return.</param>
internal sealed class ReturnTrial(ScoredRows rows, double[] error, double[] errorOfMean)
{
    private const int Cells = 100;

    /// <param name="rows">The rows.</param>
    /// <param name="order">The row at each rank.</param>
    /// <returns>Null where no returns are forecast.</returns>
    public static ReturnTrial? Of(ScoredRows rows, int[] order)
    {
        return rows is { Return: { } actual, ExpectedReturn: { } expected, TrainingMeanReturn: { } mean } ? new(rows, Squares(expected), Squares(mean)) : null;

        double[] Squares(double[] forecast) => Array.ConvertAll(order, row => (actual[row] - forecast[row]) * (actual[row] - forecast[row]));
    }

    /// <summary>The share of the mean's squared error that is saved, under these weights by rank; null where there is none to save.</summary>
    public double? Explained(double[] weight) => Sum(errorOfMean, weight) is > 0 and var ofMean ? 1 - Sum(error, weight) / ofMean : null;

    /// <param name="weight">The rows' own weights, by rank.</param>
    /// <param name="resampled">What resamples have.</param>
    public ReturnReport Report(double[] weight, double[] resampled)
        => new(Math.Sqrt(error.Average()), Math.Sqrt(errorOfMean.Average()))
        {
            Explained = Explained(weight),
            ExplainedInterval = resampled.Length > 0 ? ResampledIntervals.Percentiles(resampled) : null,
            Distribution = Distribution(),
        };

    /// <summary>Equal forecasts share a cell.</summary>
    private ScoreCell[] Distribution()
    {
        double[] expected = [.. rows.ExpectedReturn!];
        bool[] label = [.. rows.Label];
        Array.Sort(expected, label);
        var cells = new List<ScoreCell>();
        for (int from = 0, to; from < expected.Length; from = to)
        {
            to = Math.Min(expected.Length, from + Math.Max(1, expected.Length / Cells));
            while (to < expected.Length && expected[to] == expected[to - 1]) to++;
            var events = label.AsSpan(from, to - from).Count(true);
            cells.Add(new(expected[from], expected[to - 1], events, to - from - events));
        }

        return [.. cells];
    }

    private static double Sum(double[] squares, double[] weight)
    {
        double sum = 0;
        for (var i = 0; i < squares.Length; i++) sum += squares[i] * weight[i];
        return sum;
    }
}
