using System.Text.Json.Serialization;
using FinScoring.Api.Reasons;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction;

/// <summary>The answer to one row. Members that do not belong to the domain are left out.</summary>
internal sealed record PredictionAnswer
{
    /// <summary>Made by the service; ordered by time (UUID version 7).</summary>
    public Guid? PredictionId { get; init; }

    /// <summary>The request's id, as it was sent.</summary>
    public RowId? Id { get; init; }

    /// <summary>loan, risk or trade.</summary>
    public required string Domain { get; init; }

    public required string Model { get; init; }

    /// <summary>The version that answered.</summary>
    public required int Version { get; init; }

    /// <summary>What the probability is of.</summary>
    public required string Event { get; init; }

    /// <summary>Trade: the symbol, as it was sent.</summary>
    public string? Symbol { get; init; }

    /// <summary>Trade: the date of the last bar that was traded, as it was sent.</summary>
    public string? AsOf { get; init; }

    /// <summary>Trade: how many bars after the last the answer is for.</summary>
    public int? Horizon { get; init; }

    /// <summary>Probability of the event, 0 to 1. In a batch null for a row in error, and for a bar that did not trade or lacks enough history.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? Probability { get; init; }

    /// <summary>Trade: simple return over the horizon; 0.01 is one percent. It grows with the volatility of the bars.</summary>
    public double? ExpectedReturn { get; init; }

    /// <summary>Trade: up, flat or down.</summary>
    public string? Direction { get; init; }

    /// <summary>Loan: points, higher is safer.</summary>
    public int? Score { get; init; }

    /// <summary>Loan: approve, review or decline.</summary>
    public string? Decision { get; init; }

    /// <summary>Risk: low, moderate, high or critical.</summary>
    public string? Band { get; init; }

    /// <summary>The number of the policy behind score, decision, band or direction.</summary>
    public required int Policy { get; init; }

    /// <summary>What the score is made of, where `explain=true` asks for it.</summary>
    public ExplanationAnswer? Explanation { get; init; }

    /// <summary>
    /// Why the loan is not approved, or the risk high or critical, the weightiest reason first: at most four, where `explain=reasons` or
    /// the policy asks for them.
    /// </summary>
    public IReadOnlyList<ReasonAnswer>? Reasons { get; init; }

    /// <summary>
    /// Fields outside of what the model has seen: unseenCategory, belowRange, aboveRange; unseenMissing where the policy takes
    /// a missing value as neutral. noSkill: nothing shows that the version is better than knowing nothing. Bars: notTraded, and in
    /// a batch gapInHistory. noReasons: the policy asks for reasons that the version cannot give.
    /// </summary>
    public required IReadOnlyList<ScoreWarning> Warnings { get; init; }

    /// <summary>Batch: why the row has no answer.</summary>
    public RowError? Error { get; init; }
}

/// <summary>Why a row of a batch has no answer.</summary>
/// <param name="Code">invalidRow (its fields), malformedRow (its form), or, at the last row, brokenRequest or timeLimit.</param>
/// <param name="Errors">Findings by field.</param>
internal sealed record RowError(string Code, IReadOnlyDictionary<string, string[]> Errors)
{
    public const string InvalidRow = "invalidRow";
    public const string MalformedRow = "malformedRow";
    public const string BrokenRequest = "brokenRequest";
    public const string TimeLimit = "timeLimit";

    public RowError(string code, string field, string message)
        : this(code, new Dictionary<string, string[]> { [field] = [message] })
    {
    }
}
