namespace FinScoring.Core.Data;

/// <summary>
/// Finds the column that tells whose rows they are: its values repeat, a few rows each, and the label is constant inside them far
/// beyond chance, as it is of a customer's six months. Folds that part such rows measure how well a model knows them again.
/// </summary>
internal static class Entities
{
    private const int FewestValues = 20;
    private const double FewestRowsPerValue = 1.5;

    /// <summary>A value of more of the rows is a kind, not someone.</summary>
    private const double MostOfOneValue = .1;

    /// <summary>Fewer pairs of rows that chance would give different labels prove nothing.</summary>
    private const double FewestByChance = 10;

    /// <summary>Of those, how many there may be: records have errors.</summary>
    private const double MostMixed = .05;

    /// <summary>
    /// How often neighbouring numbers must differ in their labels, of how often chance has it: next to each other are strangers. Of
    /// a measure that tells the event, neighbours say the same.
    /// </summary>
    private const double FewestStrangers = .5;

    /// <param name="table">The file.</param>
    /// <param name="options">Which of its columns have a part already. Where one is the group, there is nothing to find.</param>
    /// <param name="rows">The usable rows.</param>
    /// <param name="label">The event, one for each of them.</param>
    /// <param name="copies">Their copies, which prove nothing: each row counts once.</param>
    public static Entity? Find(Table table, TrainingOptions options, int[] rows, bool[] label, Copies copies)
    {
        if (options.Group is not null) return null;
        int[] once = copies.SetOf is { } setOf ? [.. Enumerable.Range(0, rows.Length).DistinctBy(i => setOf[i])] : [.. Enumerable.Range(0, rows.Length)];
        int[] some = Array.ConvertAll(once, i => rows[i]);
        bool[] labels = Array.ConvertAll(once, i => label[i]);
        return table.Columns
            .Where(column => column is not DateColumn && column.Name != options.Label && column.Name != options.Time && column.Name != options.Weight)
            .AsParallel().AsOrdered().Select(column => Look(column, some, labels)).OfType<Entity>().ToArray()
            // What a customer has, an income, repeats as the customer does: of several the likeliest name, then the finest.
            .OrderByDescending(e => e.IsIdentifier).ThenByDescending(e => Identifiers.HasName(e.Name)).ThenByDescending(e => e.Values)
            .FirstOrDefault();
    }

    private static Entity? Look(TableColumn column, int[] rows, bool[] labels)
    {
        bool[] isKnown = Array.ConvertAll(rows, row => !column.IsMissing(row));
        int[] known = [.. rows.Where((_, i) => isKnown[i])];
        bool[] label = [.. labels.Where((_, i) => isKnown[i])];
        var values = Values(column, known, label);
        if (values.Length < FewestValues || known.Length < FewestRowsPerValue * values.Length) return null;
        if (values.Max(v => v.Rows) > MostOfOneValue * known.Length) return null;
        double pairs = values.Sum(v => v.Rows * (v.Rows - 1.0) / 2), mixed = values.Sum(v => v.Events * (double)(v.Rows - v.Events));
        var differ = Differ(label.Count(l => l), known.Length);
        if (pairs * differ < FewestByChance || mixed > MostMixed * pairs * differ) return null;
        if (column is not NumericColumn numbers) return new(column.Name, values.Length, IsIdentifier: true);
        var named = Identifiers.HasName(column.Name);
        return named || AreStrangers(values)
            ? new(column.Name, values.Length, named || Identifiers.IsNumbered(numbers, values.Length))
            : null;
    }

    /// <summary>The probability that two rows have different labels.</summary>
    private static double Differ(double events, double rows) => 2 * events * (rows - events) / (rows * (rows - 1));

    private static bool AreStrangers(Value[] ascending)
    {
        bool[] mostly = Array.ConvertAll(ascending, v => 2 * v.Events > v.Rows);
        var changes = mostly.Zip(mostly.Skip(1)).Count(pair => pair.First != pair.Second);
        return changes >= FewestStrangers * Differ(mostly.Count(m => m), mostly.Length) * (mostly.Length - 1);
    }

    /// <summary>Rows and events of each value, of numbers ascending.</summary>
    private static Value[] Values(TableColumn column, int[] rows, bool[] label)
    {
        Func<int, double> key = column is CategoryColumn texts ? row => texts.Codes[row] : row => ((NumericColumn)column).Values[row];
        double[] keys = Array.ConvertAll(rows, row => key(row));
        bool[] labels = [.. label];
        Array.Sort(keys, labels);
        var values = new List<Value>();
        for (int from = 0, to; from < keys.Length; from = to)
        {
            var events = 0;
            for (to = from; to < keys.Length && keys[to] == keys[from]; to++) events += labels[to] ? 1 : 0;
            values.Add(new(to - from, events));
        }

        return [.. values];
    }

    private readonly record struct Value(int Rows, int Events);
}
