namespace FinScoring.Core.Evaluation;

/// <summary>K-fold cross-validation of rows that have no order.</summary>
internal static class ShuffledFolds
{
    /// <summary>
    /// Shuffles each class and deals its rows out in turn: the folds' sizes and event counts differ by at most one. Copies of a row go
    /// where it goes, those of which there are most first.
    /// </summary>
    /// <param name="label">The event, by row.</param>
    /// <param name="copies">A code that copies of one row share; null where there are none.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="folds">How many.</param>
    /// <param name="seed">For the shuffle.</param>
    public static IReadOnlyList<Fold> Stratified(bool[] label, int[]? copies, int[] rows, int folds, int seed)
    {
        var shuffled = Shuffle(rows, seed);
        int[][] events = Sets(true), others = Sets(false);
        folds = Math.Min(folds, Math.Min(events.Length, others.Length));
        var foldOf = new int[label.Length];
        var dealt = 0;
        // Non-events go on where the events stopped, or the first folds would get the remainder of both.
        foreach (var set in events.Concat(others))
        {
            foreach (var row in set) foldOf[row] = dealt % Math.Max(folds, 1);
            dealt++;
        }

        return ToFolds(rows, foldOf, folds);

        int[][] Sets(bool of)
        {
            var ofLabel = Array.FindAll(shuffled, r => label[r] == of);
            return copies is null
                ? Array.ConvertAll(ofLabel, r => new[] { r })
                : [.. ofLabel.GroupBy(r => copies[r]).Select(set => set.ToArray()).OrderByDescending(set => set.Length)];
        }
    }

    /// <summary>
    /// Deals whole groups out, the largest first, each to the fold where it adds least to the sum of squares of the folds'
    /// shares of events and of non-events (the greedy idea of scikit-learn's StratifiedGroupKFold).
    /// </summary>
    public static IReadOnlyList<Fold> Grouped(bool[] label, int[] group, int[] rows, int folds, int seed)
    {
        var groups = Shuffle(rows, seed).GroupBy(r => group[r]).Select(g => g.ToArray()).OrderByDescending(g => g.Length).ToArray();
        folds = Math.Min(folds, groups.Length);
        double events = Math.Max(rows.Count(r => label[r]), 1), others = Math.Max(rows.Length - events, 1);
        var eventShare = new double[folds];
        var otherShare = new double[folds];
        var foldOf = new int[label.Length];
        foreach (var members in groups)
        {
            var ofEvents = members.Count(r => label[r]) / events;
            var ofOthers = members.Count(r => !label[r]) / others;
            // (s + g)^2 - s^2 = 2 s g + g^2, and g is the same for every fold; equals go to the emptier fold.
            var best = Enumerable.Range(0, folds)
                .MinBy(f => (eventShare[f] * ofEvents + otherShare[f] * ofOthers, eventShare[f] + otherShare[f]));
            eventShare[best] += ofEvents;
            otherShare[best] += ofOthers;
            foreach (var row in members) foldOf[row] = best;
        }

        return ToFolds(rows, foldOf, folds);
    }

    /// <summary>Fisher and Yates' shuffle over System.Random, whose sequence for a seed is the same on every platform.</summary>
    private static int[] Shuffle(int[] rows, int seed)
    {
        var random = new Random(seed);
        int[] shuffled = [.. rows];
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }

    private static Fold[] ToFolds(int[] rows, int[] foldOf, int folds)
        => [.. Enumerable.Range(0, folds).Select(f => new Fold(
            Array.FindAll(rows, r => foldOf[r] != f), Array.FindAll(rows, r => foldOf[r] == f)))];
}
