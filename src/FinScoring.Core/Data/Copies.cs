namespace FinScoring.Core.Data;

/// <summary>
/// Rows that repeat others: the same in every feature, every protected column and the label, as where events are copied to balance
/// a file. A fold that tests a row whose copy it learned from measures memory.
/// </summary>
/// <remarks>
/// Rows of few coarse columns are equal by chance. Such ties are no copies: new rows will tie with those learned from in the same
/// way, and folds that kept them together would forbid what a model may do. So rows of a label that repeat are copies where
/// they are few, when it does no harm to take ties for copies; else only if ties do not explain them. Two signs of ties, one for
/// each of the ways in which a table can be coarse: equal rows also have different labels, about as often as chance would have
/// it (those of copies have not); and most of what lies one column away from a row is there too (around copies is nothing).
/// </remarks>
/// <param name="SetOf">A code for each row, the same for a row and its copies; null where there are none.</param>
/// <param name="Count">Rows that are copies of others: how many fewer there would be without.</param>
/// <param name="AreMany">Whether so many, of one label at least, that estimates would suffer.</param>
internal sealed record Copies(int[]? SetOf, int Count, bool AreMany)
{
    public static Copies None { get; } = new(null, 0, false);

    /// <summary>Of the rows of a label: as many copies are few, and a set of equal rows as large is no copy if others of it have the other label.</summary>
    private const double FewShare = .05;

    /// <summary>How many times more than chance explains are too many: what tells the labels apart parts ties as well.</summary>
    private const double BeyondChance = 3;

    /// <summary>Share of the rows one column away that are there, from which a table is coarse.</summary>
    private const double CoarseShare = .25;

    /// <summary>What to know before learning from so many rows, or null where copies are few.</summary>
    public IEnumerable<string> Training(int rows, bool inTime) => !AreMany ? []
        : [Sentence(rows) + (inTime
            ? " Those of other dates test a model on what it learned from."
            : " Copies stay in one fold and count as one case in intervals.")
            + " The model learns from each of them: if they were made to balance the file or to weigh rows, leave them out and say "
            + "populationRate or weight instead."];

    /// <summary>The same before believing a model's figures on them.</summary>
    public IEnumerable<string> Evaluation(int rows) => !AreMany ? []
        : [Sentence(rows) + " They count as one case in intervals, but each in the metrics: leave copies out."];

    private string Sentence(int rows) => $"{Count} of {rows} rows are copies of other rows, the same in every feature and the label.";

    /// <param name="columns">What must be equal beside the label.</param>
    /// <param name="label">The event, by row.</param>
    public static Copies Of(IReadOnlyList<TableColumn> columns, bool[] label)
    {
        var equal = new EqualRows(columns, label);
        var (events, others) = (Look(equal, true), Look(equal, false));
        int[] setOf = equal.Codes(events > Repeats.Ties, others > Repeats.Ties, FewShare);
        var count = setOf.Length - setOf.Distinct().Count();
        return count == 0 ? None : new(setOf, count, events == Repeats.Copies || others == Repeats.Copies);
    }

    private static Repeats Look(EqualRows equal, bool label)
    {
        if (equal.Rows(label) - equal.Distinct(label) <= FewShare * equal.Rows(label)) return Repeats.Few;
        // Of two rows that tie by chance the second has the label of the first with the label's share.
        var byChance = equal.Mixed * equal.Rows(label) / (2.0 * equal.Rows(!label));
        return equal.Repeated(label) <= BeyondChance * byChance || equal.Crowding(label) > CoarseShare ? Repeats.Ties : Repeats.Copies;
    }

    /// <summary>What the equal rows of a label are.</summary>
    private enum Repeats
    {
        Ties,
        Few,
        Copies,
    }
}
