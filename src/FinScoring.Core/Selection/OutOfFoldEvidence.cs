using FinScoring.Core.Data;

namespace FinScoring.Core.Selection;

/// <summary>Pools what a column alone says about the test rows of folds; see <see cref="FeatureEvidence"/> for the figures.</summary>
internal sealed class OutOfFoldEvidence
{
    private double _events;
    private double _others;
    private double _weightOfEvents;
    private double _weightOfOthers;
    private double _gain;
    private double _right;
    private double _pairs;

    /// <param name="column">A column of a dataset.</param>
    /// <param name="label">The event, by row.</param>
    /// <param name="folds">Rows to learn from and rows to test on; those to learn from have both classes.</param>
    public static FeatureEvidence Of(TableColumn column, bool[] label, IReadOnlyList<(int[] Train, int[] Test)> folds)
    {
        var ranked = RankedColumn.Of(column);
        var pooled = new OutOfFoldEvidence();
        foreach (var (train, test) in folds) pooled.Add(new LearnedRates(ranked, label, train), label, test);
        return pooled.Evidence();
    }

    /// <summary>Where each test row stands by what its fold learned of the column, between 0 and 1; the folds one after the other.</summary>
    public static double[] Shares(TableColumn column, bool[] label, IReadOnlyList<(int[] Train, int[] Test)> folds)
    {
        var ranked = RankedColumn.Of(column);
        return [.. folds.SelectMany(fold => new LearnedRates(ranked, label, fold.Train) is var learned ? Array.ConvertAll(fold.Test, learned.Share) : [])];
    }

    private void Add(LearnedRates learned, bool[] label, int[] test)
    {
        int[] events = new int[learned.Rate.Count], others = new int[learned.Rate.Count];
        foreach (var row in test) (label[row] ? events : others)[learned.Bin(row)]++;
        for (var bin = 0; bin < events.Length; bin++) Add(learned.Rate[bin], learned.All, events[bin], others[bin]);
        AddPairs(Array.ConvertAll(test, learned.Place), Array.ConvertAll(test, row => label[row]));
    }

    private void Add(double rate, double all, int events, int others)
    {
        var weight = LogOdds(rate) - LogOdds(all);
        (_events, _weightOfEvents) = (_events + events, _weightOfEvents + events * weight);
        (_others, _weightOfOthers) = (_others + others, _weightOfOthers + others * weight);
        _gain += events * Math.Log(rate / all) + others * Math.Log((1 - rate) / (1 - all));
    }

    /// <summary>Counts the pairs of an event and another row, and those of them that stand right (a tie is half right): Mann and Whitney's U.</summary>
    private void AddPairs(long[] places, bool[] label)
    {
        Array.Sort(places, label);
        double othersBefore = 0, allEvents = 0;
        for (int from = 0, to; from < places.Length; from = to)
        {
            double events = 0, others = 0;
            for (to = from; to < places.Length && places[to] == places[from]; to++)
            {
                if (label[to]) events++;
                else others++;
            }

            _right += events * (othersBefore + others / 2);
            (othersBefore, allEvents) = (othersBefore + others, allEvents + events);
        }

        _pairs += othersBefore * allEvents;
    }

    private FeatureEvidence Evidence() => new(
        _events > 0 && _others > 0 ? _weightOfEvents / _events - _weightOfOthers / _others : null,
        _gain / (_events + _others),
        _pairs > 0 ? _right / _pairs : null);

    private static double LogOdds(double rate) => Math.Log(rate / (1 - rate));
}
