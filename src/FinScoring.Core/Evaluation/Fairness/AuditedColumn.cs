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

    /// <param name="column">A cell for each of the rows.</param>
    /// <param name="grouping">How its values make groups.</param>
    /// <param name="rows">The scored rows.</param>
    /// <param name="order">The row at each rank of probability.</param>
    /// <param name="outcomes">The favourable ones.</param>
    public AuditedColumn(TableColumn column, ProtectedGroups grouping, ScoredRows rows, int[] order, IReadOnlyList<FavourableOutcome> outcomes)
    {
        (_name, _grouping, _outcomes) = (column.Name, grouping, outcomes);
        _below = [.. outcomes.Select(o => o.Below)];
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
                : Report(g, at, estimates) with { EventsBelow = g.Below(thresholds, weight, true), OthersBelow = g.Below(thresholds, weight, false) })],
            Thresholds = thresholds,
        };
    }

    private GroupReport Report(GroupScores group, int at, Estimates estimates) => new()
    {
        Group = group.Name,
        Rows = group.Rows,
        Events = group.Events,
        Small = group.Rows < FewRows || Math.Min(group.Events, group.Rows - group.Events) < FewOfEach,
        EventRate = estimates.Of(m => m[at].EventRate),
        MeanProbability = estimates.Of(m => m[at].MeanProbability),
        Auc = estimates.Of(m => m[at].Auc),
        CalibrationDifference = Compared(at, estimates, m => m.CalibrationGap),
        Outcomes = [.. _outcomes.Select((outcome, o) => new OutcomeReport
        {
            Outcome = outcome.Name,
            Below = outcome.Below,
            ApprovalRate = estimates.Of(m => m[at].ApprovalRate(o)),
            FalseDeclineRate = estimates.Of(m => 1 - m[at].Opportunity(o)),
            FalseApprovalRate = estimates.Of(m => m[at].FalseApprovalRate(o)),
            DisparateImpact = IsIncomparable(at) ? null : estimates.Of(m => GroupMeasure.Ratio(m[at].ApprovalRate(o), m[_reference].ApprovalRate(o))),
            ParityDifference = Compared(at, estimates, m => m.ApprovalRate(o)),
            OpportunityDifference = Compared(at, estimates, m => m.Opportunity(o)),
        })],
    };

    private Estimate? Compared(int at, Estimates estimates, Func<GroupMeasure, double?> figure)
        => IsIncomparable(at) ? null : estimates.Of(m => figure(m[at]) - figure(m[_reference]));

    /// <summary>Compared with a group of which only the size is told, others would tell its rates.</summary>
    private bool IsIncomparable(int at) => at == _reference || _groups[_reference].Rows < ProtectedGroups.FewestRows;

    /// <summary>Figures of the groups and of their resamples.</summary>
    private sealed class Estimates(GroupMeasure[] measured, IReadOnlyList<GroupMeasure[]> resamples)
    {
        public Estimate? Of(Func<GroupMeasure[], double?> figure)
        {
            if (figure(measured) is not { } value) return null;
            double[] drawn = [.. resamples.Select(figure).OfType<double>()];
            return new(value, drawn.Length == 0 ? null : ResampledIntervals.Percentiles(drawn));
        }
    }
}
