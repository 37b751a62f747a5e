namespace FinScoring.Core.Evaluation;

/// <summary>
/// Rows of neighbouring probabilities: how scores are distributed, and what any threshold does, known within a cell. Cells are
/// equally wide in log-odds: 80 for the middle 98 % of the rows, 20 on either side, the outermost as wide as it takes.
/// </summary>
/// <param name="Lowest">The lowest probability of its rows.</param>
/// <param name="Highest">The highest.</param>
/// <param name="Events">By weight.</param>
/// <param name="Others">Rows without the event, by weight.</param>
public sealed record ScoreCell(double Lowest, double Highest, double Events, double Others)
{
    private const int Middle = 80;
    private const int Side = 20;
    private const double Tail = 0.01;

    /// <summary>Keeps log-odds finite.</summary>
    private const double Clip = 1e-15;

    /// <summary>The share of its rows below a threshold, as if they were spread evenly; exact for the rows of one probability.</summary>
    public double ShareBelow(double threshold)
        => threshold <= Lowest ? 0 : threshold > Highest ? 1 : (threshold - Lowest) / (Highest - Lowest);

    /// <param name="steps">Of rising probability.</param>
    /// <returns>The cells that have rows, of rising probability.</returns>
    internal static IReadOnlyList<ScoreCell> Of(IReadOnlyList<ScoreStep> steps)
    {
        var total = steps.Sum(s => s.Weight);
        var low = LogOdds(At(steps, Tail * total));
        var width = (LogOdds(At(steps, (1 - Tail) * total)) - low) / Middle;
        return [.. steps.GroupBy(step => Cell(LogOdds(step.Probability) - low, width)).Select(cell => cell.ToArray()).Select(cell =>
            new ScoreCell(cell[0].Probability, cell[^1].Probability, cell.Sum(s => s.Events), cell.Sum(s => s.Others)))];
    }

    private static int Cell(double above, double width)
        => width > 0 ? (int)Math.Clamp(Math.Floor(above / width), -Side, Middle + Side - 1) : Math.Sign(above);

    /// <summary>The probability up to which so much weight lies.</summary>
    private static double At(IReadOnlyList<ScoreStep> steps, double weight)
    {
        var below = 0.0;
        return steps.First(step => (below += step.Weight) >= weight || step == steps[^1]).Probability;
    }

    private static double LogOdds(double probability) => Math.Log(Math.Max(probability, Clip) / Math.Max(1 - probability, Clip));
}
