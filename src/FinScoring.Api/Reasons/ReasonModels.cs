using System.Runtime.CompilerServices;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Reasons;

/// <summary>
/// What gives the reasons of each version that is asked for them. Made when first asked for and again when the passing score, the share
/// that a reason needs, what may be missing or the catalogue changes; what goes with the version goes with its scorer.
/// </summary>
internal sealed class ReasonModels(ReasonBook book)
{
    private readonly ConditionalWeakTable<Scorer, Holder> _holders = [];

    /// <summary>Null where the version stores no training rows to compare with.</summary>
    public ServedReasons? Of(Scorer scorer, DecisionPolicy policy)
    {
        var holder = _holders.GetValue(scorer, static _ => new Holder());
        var now = holder.Now;
        if (now is null || !now.IsOf(policy) || now.Catalogue != book.Present(scorer.Manifest.Key.Model))
            now = Renew(holder, scorer, policy);
        return now.Reasons;
    }

    private State Renew(Holder holder, Scorer scorer, DecisionPolicy policy)
    {
        // Others wait: making it twice at once would take longer.
        lock (holder)
        {
            var catalogue = book.Of(scorer.Manifest.Key.Model);
            var last = holder.Now;
            if (last?.IsOf(policy) == true && last.Catalogue == catalogue)
                return last;
            var finder = last?.PassBelow == policy.PassBelow ? last.Finder : AdverseReasons.Of(scorer, policy.PassBelow);
            return holder.Now = new(
                policy.PassBelow, policy.ReasonShare, policy.FillsMissing, catalogue, finder,
                finder is null ? null : new(finder, policy, scorer, catalogue));
        }
    }

    private sealed class Holder
    {
        private volatile State? _now;

        public State? Now { get => _now; set => _now = value; }
    }

    private sealed record State(
        double PassBelow, double ReasonShare, bool FillsMissing, ReasonCatalogue Catalogue, AdverseReasons? Finder, ServedReasons? Reasons)
    {
        /// <summary>Whether the reasons are those under a policy. Where any value may be missing, more may be a reason.</summary>
        public bool IsOf(DecisionPolicy policy)
            => PassBelow == policy.PassBelow && ReasonShare == policy.ReasonShare && FillsMissing == policy.FillsMissing;
    }
}
