namespace FinScoring.Core.Evaluation;

/// <summary>The rows of one probability, or of neighbouring ones.</summary>
/// <param name="Probability">The lowest of them.</param>
/// <param name="Events">Weight of the events.</param>
/// <param name="Others">Weight of the other rows.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Squares">Sum of the squared weights.</param>
internal readonly record struct ScoreStep(double Probability, double Events, double Others, int Rows, double Squares)
{
    public double Weight => Events + Others;

    public double EventRate => Events / Weight;
}
