using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;

namespace FinScoring.Api.Reports.Sections;

/// <summary>An answer of a policy: probabilities from one threshold up to the next, or expected returns where they are scaled.</summary>
internal sealed record PolicyBand(string Answer, double From, double To)
{
    /// <summary>Of rising probability. Empty where a probability says nothing of the return.</summary>
    public static IReadOnlyList<PolicyBand> Of(Policy policy, ReturnMeans? returns) => policy switch
    {
        LoanPolicy loan => Between([0, loan.ApproveBelow, loan.DeclineFrom], ["approve", "review", "decline"]),
        RiskPolicy risk => Between([0, risk.ModerateFrom, risk.HighFrom, risk.CriticalFrom], ["low", "moderate", "high", "critical"]),
        TradePolicy trade when IsOfReturns(returns) => Between([double.NegativeInfinity, -trade.FlatReturn, trade.FlatReturn], ["down", "flat", "up"]),
        TradePolicy trade when returns is not null && returns.Up > returns.Down
            => Between([double.NegativeInfinity, At(returns, -trade.FlatReturn), At(returns, trade.FlatReturn)], ["down", "flat", "up"]),
        _ => [],
    };

    /// <summary>Whether the bands are of expected returns: one probability stands for many, by the volatility of the bars.</summary>
    public static bool IsOfReturns(ReturnMeans? returns) => returns?.Usual is not null;

    /// <summary>The rows of the band and the events among them, by weight.</summary>
    public (double Rows, double Events) Count(IReadOnlyList<ScoreCell> cells)
    {
        double rows = 0, events = 0;
        foreach (var cell in cells)
        {
            var share = cell.ShareBelow(To) - cell.ShareBelow(From);
            rows += share * (cell.Events + cell.Others);
            events += share * cell.Events;
        }

        return (rows, events);
    }

    /// <summary>The probability that makes an expected return.</summary>
    private static double At(ReturnMeans returns, double expected) => (expected - returns.Down) / (returns.Up - returns.Down);

    private static IReadOnlyList<PolicyBand> Between(double[] from, string[] answers)
        => [.. answers.Select((answer, i) => new PolicyBand(answer, from[i], i + 1 < from.Length ? from[i + 1] : double.PositiveInfinity))];
}
