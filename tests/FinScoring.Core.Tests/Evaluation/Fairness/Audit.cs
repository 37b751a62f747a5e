using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Evaluation.Fairness;

/// <summary>Small audits: scored rows of one protected column, approved below a probability of 0.2.</summary>
internal static class Audit
{
    public const double Below = 0.2;

    public static IReadOnlyList<FavourableOutcome> Outcomes { get; } = [new("approve", Below)];

    public static FairnessReport Of(ScoredRows rows, int seed = 1)
        => Assert.Single(FairnessAudit.Of(rows, Outcomes, ProtectedGroups.Of, seed, CancellationToken.None));

    /// <summary>So many rows of a group with this probability and outcome, in that order.</summary>
    public static ScoredRows Rows(params (string Group, double Probability, bool Event, int Count)[] blocks)
    {
        var rows = blocks.SelectMany(b => Enumerable.Repeat(b, b.Count)).ToArray();
        return new(Array.ConvertAll(rows, r => r.Probability), Array.ConvertAll(rows, r => r.Event))
        {
            Protected = [Tables.Texts("sex", Array.ConvertAll(rows, r => r.Group))],
        };
    }

    /// <summary>Three of five rows are a's. Their probabilities are right; the log-odds of b's are put higher by the bias.</summary>
    public static ScoredRows Scored(double bias, int seed, int rows = 4000)
    {
        var random = new Random(seed);
        bool[] isB = [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) < 2)];
        double[] logOdds = Array.ConvertAll(isB, _ => PlantedData.Normal(random) - 1.5);
        return new(
            [.. logOdds.Zip(isB, (x, b) => 1 / (1 + Math.Exp(-x - (b ? bias : 0))))],
            Array.ConvertAll(logOdds, x => random.NextDouble() < 1 / (1 + Math.Exp(-x))))
        {
            Protected = [Tables.Texts("sex", Array.ConvertAll(isB, b => b ? "b" : "a"))],
        };
    }

    /// <summary>The same rows in another order.</summary>
    public static ScoredRows In(this ScoredRows rows, int[] order) => rows with
    {
        Probability = Array.ConvertAll(order, i => rows.Probability[i]),
        Label = Array.ConvertAll(order, i => rows.Label[i]),
        Weight = rows.Weight is { } weight ? Array.ConvertAll(order, i => weight[i]) : null,
        Protected = [.. rows.Protected.Select(c => c.Take(order))],
    };

    /// <summary>Every figure of a report by a name of its own.</summary>
    public static IReadOnlyDictionary<string, Estimate?> Figures(this FairnessReport report) => report.Groups.SelectMany(g => new (string Name, Estimate? Value)[]
    {
        ("eventRate", g.EventRate), ("meanProbability", g.MeanProbability), ("auc", g.Auc), ("calibrationDifference", g.CalibrationDifference),
    }.Concat(g.Outcomes.SelectMany(o => new (string Name, Estimate? Value)[]
    {
        ("approvalRate", o.ApprovalRate), ("falseDeclineRate", o.FalseDeclineRate), ("falseApprovalRate", o.FalseApprovalRate),
        ("disparateImpact", o.DisparateImpact), ("parityDifference", o.ParityDifference), ("opportunityDifference", o.OpportunityDifference),
    })).Select(f => (Name: $"{g.Group} {f.Name}", f.Value))).ToDictionary(f => f.Name, f => f.Value);
}
