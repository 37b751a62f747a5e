using FinScoring.Api.Metrics;
using FinScoring.Api.Models;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction;

/// <summary>The version and the policy a request is answered by, from its first row to its last, and what answers say about why.</summary>
internal sealed record ServingModel(Domain Domain, Scorer Scorer, NumberedPolicy Policy, PredictionCounts Counts, Explaining? Explaining)
{
    /// <summary>Whether a row is scored by the bars up to it.</summary>
    public bool IsOfBars => Scorer.Manifest.Signature.LookBack is not null;

    /// <summary>A row to fill and score by the policy; give it back by disposing it.</summary>
    public ScoringRow Rent() => Scorer.Rent(Policy.Policy.FillsMissing);

    /// <summary>The answer to a scored row.</summary>
    public PredictionAnswer Answer(Guid? predictionId, RowId? id, ScoringRow row, BarOf? bar = null)
    {
        var logOdds = row.LogOdds();
        var probability = LogOddsMap.Probability(logOdds);
        var expected = Scorer.Manifest.Returns?.Expected(probability, bar?.ReturnScale ?? 0);
        return Blank(id, null, bar) with
        {
            PredictionId = predictionId,
            Probability = probability,
            ExpectedReturn = expected,
            Direction = expected is { } value ? (Policy.Policy as TradePolicy)?.Direction(value) : null,
            Score = (Policy.Policy as LoanPolicy)?.Score(logOdds),
            Decision = (Policy.Policy as LoanPolicy)?.Decide(probability),
            Band = (Policy.Policy as RiskPolicy)?.Band(probability),
            Explanation = Explaining?.Contributions(row),
            // Before the warnings, which they may add to.
            Reasons = Explaining?.ReasonsOf(row, probability),
            Warnings = Scorer.Standing.Count == 0 ? row.Warnings : row.Warnings.Count == 0 ? Scorer.Standing : [.. row.Warnings, .. Scorer.Standing],
        };
    }

    /// <summary>The answer to a row that cannot be scored: in error, or a bar that did not trade or lacks enough history.</summary>
    public PredictionAnswer Blank(RowId? id, RowError? error, BarOf? bar = null) => new()
    {
        Id = id,
        Domain = Domain.Name,
        Model = Scorer.Manifest.Model,
        Version = Scorer.Manifest.Version,
        Event = Scorer.Manifest.Event,
        Symbol = bar?.Symbol,
        AsOf = bar?.Date,
        Horizon = Scorer.Manifest.Signature.Horizon,
        Probability = null,
        Policy = Policy.Number,
        Warnings = [],
        Error = error,
    };
}

/// <summary>The bar an answer stands on: symbol and date as they were sent, and how large a return over the horizon usually is.</summary>
internal readonly record struct BarOf(string? Symbol, string? Date, double ReturnScale = 0);
