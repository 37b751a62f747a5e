using System.Runtime.CompilerServices;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Reasons;

/// <summary>
/// What gives the reasons of each version that is asked for them. Made when first asked for and again when the passing score, the share
/// that a reason needs, what may be missing or the catalogue changes, once however many ask; what goes with the version goes with its
/// scorer.
/// </summary>
internal sealed class ReasonModels(ReasonBook book, OwnThreads threads)
{
    private readonly ConditionalWeakTable<Scorer, Holder> _holders = [];

    /// <summary>Null where the version stores no training rows to compare with.</summary>
    public ValueTask<ServedReasons?> OfAsync(Scorer scorer, DecisionPolicy policy)
    {
        var holder = _holders.GetValue(scorer, static _ => new Holder());
        var catalogue = book.Present(scorer.Manifest.Key.Model);
        if (holder.Now is { } now && now.IsOf(policy) && now.Catalogue == catalogue)
            return new(now.Reasons);
        lock (holder)
        {
            // Who asked before the catalogue changed may be given the one before.
            var asked = new Asked(policy.PassBelow, policy.ReasonShare, policy.FillsMissing, catalogue);
            if (holder.Making is not { IsCompleted: false } || holder.Asked != asked)
                (holder.Asked, holder.Making) = (asked, threads.RunAsync(Urgency.Part, () => Renew(holder, scorer, policy)));
            return new(holder.Making);
        }
    }

    private ServedReasons? Renew(Holder holder, Scorer scorer, DecisionPolicy policy)
    {
        // One thread waits for another of its kind: making it twice at once would take longer.
        lock (holder.Renewing)
        {
            var catalogue = book.Of(scorer.Manifest.Key.Model);
            var last = holder.Now;
            if (last?.IsOf(policy) == true && last.Catalogue == catalogue)
                return last.Reasons;
            var finder = last?.PassBelow == policy.PassBelow ? last.Finder : AdverseReasons.Of(scorer, policy.PassBelow);
            var reasons = finder is null ? null : new ServedReasons(finder, policy, scorer, catalogue);
            holder.Now = new(policy.PassBelow, policy.ReasonShare, policy.FillsMissing, catalogue, finder, reasons);
            return reasons;
        }
    }

    private sealed class Holder
    {
        private volatile State? _now;

        public State? Now { get => _now; set => _now = value; }

        public Lock Renewing { get; } = new();

        /// <summary>What <see cref="Making"/> makes; both under the holder's lock.</summary>
        public Asked? Asked { get; set; }

        public Task<ServedReasons?>? Making { get; set; }
    }

    private sealed record Asked(double PassBelow, double ReasonShare, bool FillsMissing, ReasonCatalogue? Catalogue);

    private sealed record State(
        double PassBelow, double ReasonShare, bool FillsMissing, ReasonCatalogue Catalogue, AdverseReasons? Finder, ServedReasons? Reasons)
    {
        /// <summary>Whether the reasons are those under a policy. Where any value may be missing, more may be a reason.</summary>
        public bool IsOf(DecisionPolicy policy)
            => PassBelow == policy.PassBelow && ReasonShare == policy.ReasonShare && FillsMissing == policy.FillsMissing;
    }
}
