namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>How a group fares at the thresholds of a policy.</summary>
/// <param name="Group">A group of the audit, of 20 rows or more.</param>
/// <param name="Small">Whether its rates say little.</param>
/// <param name="Outcomes">One for each favourable outcome of the policy. Without intervals where the audit stood at other thresholds.</param>
public sealed record GroupAtPolicy(string Group, bool Small, IReadOnlyList<OutcomeReport> Outcomes);
