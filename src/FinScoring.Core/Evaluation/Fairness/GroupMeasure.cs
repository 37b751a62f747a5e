namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>A group under some weights. What has no rows to be a share of is null.</summary>
/// <param name="Events">Weight of its rows with the event.</param>
/// <param name="Others">Weight of the others.</param>
/// <param name="Probabilities">Sum of the probabilities, by weight.</param>
/// <param name="Auc">Null with one class.</param>
/// <param name="Approved">Events and others that have each favourable outcome.</param>
internal sealed record GroupMeasure(
    double Events, double Others, double Probabilities, double? Auc, IReadOnlyList<(double Events, double Others)> Approved)
{
    public double? EventRate => Ratio(Events, Events + Others);

    public double? MeanProbability => Ratio(Probabilities, Events + Others);

    public double? CalibrationGap => MeanProbability - EventRate;

    public double? ApprovalRate(int outcome) => Ratio(Approved[outcome].Events + Approved[outcome].Others, Events + Others);

    /// <summary>Among the rows without the event.</summary>
    public double? Opportunity(int outcome) => Ratio(Approved[outcome].Others, Others);

    /// <summary>Among the rows with the event.</summary>
    public double? FalseApprovalRate(int outcome) => Ratio(Approved[outcome].Events, Events);

    public static double? Ratio(double? part, double? whole) => whole > 0 ? part / whole : null;
}
