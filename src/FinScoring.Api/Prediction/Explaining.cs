using FinScoring.Api.Http;
using FinScoring.Api.Reasons;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Prediction;

/// <summary>What a request asks to be told about why.</summary>
/// <param name="Explain">true, false or reasons; null where the request says nothing.</param>
/// <param name="Baseline">What contributions compare a row with: background or training; null for background.</param>
internal readonly record struct AskedExplanation(string? Explain, string? Baseline = null);

/// <summary>What the answers to a request say about why: contributions, reasons, or both. Thread-safe.</summary>
/// <param name="Explainer">Splits a score into contributions; null: they are not asked for.</param>
/// <param name="Reasons">Finds reasons; null: they are not asked for, or the version cannot give them.</param>
/// <param name="LacksFrom">From this probability on the policy asks for reasons that the version cannot give; infinite: it can, or need not.</param>
internal sealed record Explaining(Explainer? Explainer, ServedReasons? Reasons, double LacksFrom)
{
    /// <summary>Whether the request asks, and not the policy alone: then a CSV answer may have more than its fixed columns.</summary>
    public bool IsAsked { get; private init; }

    public const string True = "true";

    private const string False = "false", OnlyReasons = "reasons", Background = "background", Training = "training";

    private const string TrainAgain = "stores no training rows to compare a score with, as versions of earlier releases do not: train again to have scores explained.";

    private static readonly ScoreWarning NoReasons = new("noReasons", "explain", $"is reasons in the policy, but this version {TrainAgain}");

    /// <summary>What a request asks for, or the policy where it asks for nothing; null for neither.</summary>
    /// <param name="scorer">The version that answers.</param>
    /// <param name="policy">Its policy.</param>
    /// <param name="asked">What the request says.</param>
    /// <param name="models">The reasons of all models.</param>
    /// <param name="threads">Where explainers are made that are not there yet.</param>
    /// <returns>Or the answer to what cannot be explained: 400 for a wrong value, 409 for an old version.</returns>
    public static async ValueTask<(Explaining?, ProblemHttpResult?)> OfAsync(
        Scorer scorer, Policy policy, AskedExplanation asked, ReasonModels models, OwnThreads threads)
    {
        var decides = policy as DecisionPolicy;
        var problem = Wrong(asked, scorer.Manifest.Domain, decides is not null);
        var explain = asked.Explain;
        var byPolicy = explain is null or True && decides?.Explain == DecisionPolicy.WithReasons;
        if (problem is not null || !(byPolicy || explain is True or OnlyReasons))
            return (null, problem);
        var explainer = explain == True ? await Explainer.OfAsync(scorer, threads, asked.Baseline == Training) : null;
        var reasons = byPolicy || explain == OnlyReasons ? await models.OfAsync(scorer, decides!) : null;
        if (explain is not null && explainer is null && reasons is null)
            return (null, Unexplained(scorer));
        var lacksFrom = byPolicy && reasons is null ? decides!.PassBelow : double.PositiveInfinity;
        return (new(explainer, reasons, lacksFrom) { IsAsked = explain is not null }, null);
    }

    /// <summary>409 for a version that stores nothing to compare with.</summary>
    public static ProblemHttpResult Unexplained(Scorer scorer) => Problems.Conflict($"{scorer.Manifest.Key} {TrainAgain}");

    /// <summary>Null where contributions are not asked for.</summary>
    public ExplanationAnswer? Contributions(ScoringRow completedRow) => Explainer is null ? null : new(Explainer, completedRow);

    /// <summary>Null for a decision that goes against no one, and where reasons are not asked for.</summary>
    public ReasonAnswer[]? ReasonsOf(ScoringRow completedRow, double probability)
    {
        if (probability >= LacksFrom)
            completedRow.AddWarning(NoReasons);
        return Reasons?.Of(completedRow, probability);
    }

    private static ProblemHttpResult? Wrong(AskedExplanation asked, string domain, bool decides) => asked.Explain switch
    {
        _ when asked.Baseline is not (null or Background or Training) => Problems.Invalid("baseline", "baseline must be background or training."),
        not True when asked.Baseline is not null => Problems.Invalid("baseline", "baseline says what contributions compare a row with: it needs explain=true."),
        null or True or False => null,
        OnlyReasons when decides => null,
        OnlyReasons => Problems.Invalid("explain", $"explain can be true or false for {domain}: it decides nothing about anyone, so there are no reasons."),
        _ => Problems.Invalid("explain", "explain must be true, false or reasons."),
    };
}
