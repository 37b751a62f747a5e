using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Reasons;

/// <summary>The reasons of one version under one passing score, in the words of one catalogue. Thread-safe.</summary>
internal sealed class ServedReasons
{
    private readonly AdverseReasons _finder;
    private readonly double _passBelow, _leastShare;
    private readonly ReasonAnswer?[][] _answers;

    /// <param name="finder">Of the version, for this passing score.</param>
    /// <param name="policy">With that passing score.</param>
    /// <param name="scorer">The version.</param>
    /// <param name="catalogue">With an entry for all that the version can give as a reason.</param>
    public ServedReasons(AdverseReasons finder, DecisionPolicy policy, Scorer scorer, ReasonCatalogue catalogue)
    {
        (_finder, _passBelow, _leastShare) = (finder, policy.PassBelow, policy.ReasonShare);
        // Made once: a request only points at them.
        var answers = catalogue.Reasons.ToLookup(entry => (entry.Feature, entry.Direction), entry => new ReasonAnswer(entry.Code, entry.Feature, entry.Text));
        _answers = [.. scorer.Manifest.Signature.Inputs.Select(column
            => Enum.GetValues<ReasonDirection>().Select(direction => answers[(column.Name, direction)].FirstOrDefault()).ToArray())];
    }

    /// <summary>Null for a score that passes.</summary>
    public ReasonAnswer[]? Of(ScoringRow completedRow, double probability)
    {
        if (probability < _passBelow)
            return null;
        Span<Reason> reasons = stackalloc Reason[AdverseReasons.Most];
        var answers = new ReasonAnswer[_finder.Find(completedRow, reasons, _leastShare)];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = _answers[reasons[i].Input][(int)reasons[i].Direction]!;
        return answers;
    }
}
