using FinScoring.Core.Evaluation.Fairness;

namespace FinScoring.Api.Models;

/// <summary>How the groups of a protected column fare by the policy in force; `fairness` says so at the default policy.</summary>
/// <param name="Column">The protected column.</param>
/// <param name="Policy">Number of the policy.</param>
/// <param name="Reference">The group that the others are compared with.</param>
/// <param name="Groups">Those of 20 rows or more.</param>
internal sealed record FairnessInForce(string Column, int Policy, string Reference, IReadOnlyList<GroupAtPolicy> Groups)
{
    public static FairnessInForce Of(FairnessReport report, NumberedPolicy policy)
        => new(report.Column, policy.Number, report.Reference, FairnessAtPolicy.Groups(report, policy.Policy));
}
