using FinScoring.Core.Data;
using FinScoring.Core.Domains;

namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>The groups of one protected column among some scored rows.</summary>
internal sealed class AuditedColumn
{
    private const int FewRows = 100, FewOfEach = 20;

    private readonly string _name;
    private readonly ProtectedGroups _grouping;
    private readonly GroupScores[] _groups;
    private readonly int _reference;
    private readonly IReadOnlyList<FavourableOutcome> _outcomes;
    private readonly double[] _below;
    private readonly bool _rowsAreIndependent;

    /// <param name="column">A cell for each of the rows.</param>
    /// <param name="grouping">How its values make groups.</param>
    /// <param name="rows">The scored rows.</param>
    /// <param name="order">The row at each rank of probability.</param>
    /// <param name="outcomes">The favourable ones.</param>
    public AuditedColumn(TableColumn column, ProtectedGroups grouping, ScoredRows rows, int[] order, IReadOnlyList<FavourableOutcome> outcomes)
    {
        (_name, _grouping, _outcomes) = (column.Name, grouping, outcomes);
        _below = [.. outcomes.Select(o => o.Below)];
        _rowsAreIndependent = ResamplingUnits.Of(rows).AreRows;
        var names = grouping.NamesOf(column);
        var ranks = Enumerable.Range(0, order.Length).ToLookup(rank => names[order[rank]]);
        double[] probability = Array.ConvertAll(order, row => rows.Probability[row]);
        bool[] label = Array.ConvertAll(order, row => rows.Label[row]);
        _groups = [.. grouping.Names.Where(ranks.Contains).Select(n => new GroupScores(n, [.. ranks[n]], probability, label))];
        _reference = Array.IndexOf(_groups, _groups.MaxBy(g => (g.Name != ProtectedGroups.Missing, g.Rows)));
    }

    /// <summary>Its groups, in order.</summary>
    public GroupMeasure[] Measure(double[] weight) => Array.ConvertAll(_groups, g => g.Measure(weight, _below));

    /// <param name="weight">The rows' own, by rank.</param>
    /// <param name="thresholds">For the tables of counts.</param>
    /// <param name="resamples">The groups under the weights of each resample.</param>
    public FairnessReport Report(double[] weight, double[] thresholds, IReadOnlyList<GroupMeasure[]> resamples)
    {
        var estimates = new Estimates(Measure(weight), resamples);
        return new()
        {
            Column = _name,
            Grouping = _grouping,
            Reference = _groups[_reference].Name,
            Groups = [.. _groups.Select((g, at) => g.Rows < ProtectedGroups.FewestRows
                ? new() { Group = g.Name, Rows = g.Rows, Small = true }
                : Report(g, at, estimates, weight) with { EventsBelow = g.Below(thresholds, weight, true), OthersBelow = g.Below(thresholds, weight, false) })],
            Thresholds = thresholds,
        };
    }

    private GroupReport Report(GroupScores group, int at, Estimates estimates, double[] weight) => new()
    {
        Group = group.Name,
        Rows = group.Rows,
        Events = group.Events,
        Small = IsSmall(group),
        EventRate = Rate(estimates.Of(m => m[at].EventRate), group, weight),
        MeanProbability = estimates.Of(m => m[at].MeanProbability),
        Auc = estimates.Of(m => m[at].Auc),
        CalibrationDifference = Difference(at, estimates, m => m.CalibrationGap, edge: m => m.EventRate),
        Outcomes = [.. _outcomes.Select((outcome, o) => Outcome(group, at, o, estimates, weight))],
    };

    private OutcomeReport Outcome(GroupScores group, int at, int outcome, Estimates estimates, double[] weight)
    {
        var best = Best(outcome, estimates);
        return new()
        {
            Outcome = _outcomes[outcome].Name,
            Below = _outcomes[outcome].Below,
            ApprovalRate = Rate(estimates.Of(m => m[at].ApprovalRate(outcome)), group, weight),
            FalseDeclineRate = Rate(estimates.Of(m => 1 - m[at].Opportunity(outcome)), group, weight, ofEvents: false),
            FalseApprovalRate = Rate(estimates.Of(m => m[at].FalseApprovalRate(outcome)), group, weight, ofEvents: true),
            DisparateImpact = IsIncomparable(at) ? null : Ratio(at, _reference, estimates, m => m.ApprovalRate(outcome)),
            BestGroup = best < 0 ? null : _groups[best].Name,
            RatioToBest = best < 0 || best == at ? null : Ratio(at, best, estimates, m => m.ApprovalRate(outcome)),
            ParityDifference = Difference(at, estimates, m => m.ApprovalRate(outcome), edge: m => m.ApprovalRate(outcome)),
            OpportunityDifference = Difference(at, estimates, m => m.Opportunity(outcome), edge: m => m.Opportunity(outcome)),
        };
    }

    private static bool IsSmall(GroupScores group)
        => group.Rows < FewRows || Math.Min(group.Events, group.Rows - group.Events) < FewOfEach;

    /// <summary>The group with the highest approval rate of those whose rates say something; -1 if there is none.</summary>
    private int Best(int outcome, Estimates estimates) => Enumerable.Range(0, _groups.Length).Where(g => !IsSmall(_groups[g]))
        .OrderByDescending(g => estimates.Measured[g].ApprovalRate(outcome)).FirstOrDefault(-1);

    /// <summary>
    /// Where all rows of a group have an outcome, or none, so they have in every resample. How far the rate may be from 0 or 1 follows from
    /// their number instead (Clopper and Pearson 1934), if they are independent.
    /// </summary>
    private Estimate? Rate(Estimate? estimate, GroupScores group, double[] weight, bool? ofEvents = null) => estimate is not { Value: 0 or 1 } edge
        ? estimate
        : edge with { Interval = _rowsAreIndependent ? ExactInterval.AtEdge(edge.Value, group.EffectiveRows(weight, ofEvents)) : null };

    private Estimate? Difference(int at, Estimates estimates, Func<GroupMeasure, double?> figure, Func<GroupMeasure, double?> edge)
        => IsIncomparable(at) ? null : estimates.OfTwo(at, _reference, m => figure(m[at]) - figure(m[_reference]), edge);

    private static Estimate? Ratio(int at, int other, Estimates estimates, Func<GroupMeasure, double?> rate)
        => estimates.OfTwo(at, other, m => GroupMeasure.Ratio(rate(m[at]), rate(m[other])), rate);

    /// <summary>Compared with a group of which only the size is told, others would tell its rates.</summary>
    private bool IsIncomparable(int at) => at == _reference || _groups[_reference].Rows < ProtectedGroups.FewestRows;

    /// <summary>Figures of the groups and of their resamples.</summary>
    private sealed class Estimates(GroupMeasure[] measured, IReadOnlyList<GroupMeasure[]> resamples)
    {
        public GroupMeasure[] Measured => measured;

        /// <summary>Of two groups; without an interval where a rate of theirs is 0 or 1, which no resample moves.</summary>
        public Estimate? OfTwo(int one, int other, Func<GroupMeasure[], double?> figure, Func<GroupMeasure, double?> rate)
            => rate(measured[one]) is 0 or 1 || rate(measured[other]) is 0 or 1 ? Of(figure) is { } estimate ? estimate with { Interval = null } : null : Of(figure);

        public Estimate? Of(Func<GroupMeasure[], double?> figure)
        {
            if (figure(measured) is not { } value) return null;
            double[] drawn = [.. resamples.Select(figure).OfType<double>()];
            return new(value, drawn.Length == 0 ? null : ResampledIntervals.Percentiles(drawn));
        }
    }
}
