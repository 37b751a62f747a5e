namespace FinScoring.Core.Evaluation;

/// <summary>
/// What of some rows is independent, and so drawn anew: rows, or groups; of dated rows blocks of dates as long as the horizon or the
/// cube root of the number of dates, whichever is longer. Of series these are circular (Politis and Romano 1992). Rows of many entities
/// are drawn so too where there are many blocks, for what all borrowers of a time share; where the data allow only few, blocks would tell
/// nothing, and entities are drawn within each of them.
/// </summary>
internal sealed class ResamplingUnits
{
    /// <summary>Below this many independent rows, groups or blocks an interval would say nothing.</summary>
    private const int Fewest = 5;

    /// <summary>From so many blocks on their number makes an interval too narrow by less than a twentieth.</summary>
    private const int ManyBlocks = 20;

    private readonly int _block = 1;

    /// <summary>Units up to the end of each stratum, inside which they are drawn.</summary>
    private readonly int[] _strata;

    private ResamplingUnits(int[] unitOf, int units, string words)
        => (UnitOf, Count, _strata, Words) = (unitOf, units, [units], words);

    private ResamplingUnits(int[] unitOf, int units, int block)
        : this(unitOf, units, block == 1 ? $"{units} dates" : $"{units} dates in blocks of {block}") => _block = block;

    private ResamplingUnits(int[] unitOf, int[] strata, string words)
        : this(unitOf, strata[^1], words) => _strata = strata;

    /// <summary>The unit of each row.</summary>
    public int[] UnitOf { get; }

    public int Count { get; }

    /// <summary>What is drawn, for people.</summary>
    public string Words { get; }

    public bool AreEnough => Count >= Fewest * _block;

    /// <summary>Whether each row is drawn by itself.</summary>
    public bool AreRows => _block == 1 && Count == UnitOf.Length;

    public static ResamplingUnits Of(ScoredRows rows)
    {
        var (entityOf, entities, name) = Entities(rows.Group, rows.Label.Length);
        if (rows.Time is not { } time) return new(entityOf, entities, $"{entities} {name}");
        var (dateOf, dates) = Codes(time);
        var block = Math.Max((int)Math.Ceiling(Math.Cbrt(dates)), Horizon(time, rows.LabelEnd));
        if (Series.Are(rows)) return new(dateOf, dates, block);
        var blocks = Math.Max(dates / block, 1);
        var blockOf = Array.ConvertAll(dateOf, date => (int)((long)date * blocks / dates));
        var (first, last) = (new int[entities], new int[entities]);
        Array.Fill(first, blocks);
        for (var row = 0; row < entityOf.Length; row++)
        {
            first[entityOf[row]] = Math.Min(first[entityOf[row]], blockOf[row]);
            last[entityOf[row]] = Math.Max(last[entityOf[row]], blockOf[row]);
        }

        return blocks >= ManyBlocks && first.SequenceEqual(last)
            ? new(dateOf, dates, block)
            : Within(entityOf, first, blocks, $"{entities} {name}");
    }

    /// <summary>How often each unit is drawn; as many units as there are.</summary>
    public void Draw(int[] counts, Random random)
    {
        Array.Clear(counts);
        var start = 0;
        foreach (var end in _strata)
        {
            for (var left = end - start; left > 0; left -= _block)
            {
                var unit = random.Next(start, end);
                for (var length = Math.Min(_block, left); length > 0; length--)
                {
                    counts[unit]++;
                    if (++unit == end) unit = start;
                }
            }

            start = end;
        }
    }

    /// <summary>Entities in the order of the blocks that they come in, which is their stratum: whole, whatever blocks their rows reach.</summary>
    private static ResamplingUnits Within(int[] entityOf, int[] blockOf, int blocks, string entities)
    {
        int[] inOrder = [.. Enumerable.Range(0, blockOf.Length).OrderBy(entity => blockOf[entity])];
        var unitOf = new int[inOrder.Length];
        for (var unit = 0; unit < inOrder.Length; unit++) unitOf[inOrder[unit]] = unit;
        int[] strata = [.. inOrder.Index().GroupBy(e => blockOf[e.Item], e => e.Index).Select(stratum => stratum.Max() + 1)];
        return new(Array.ConvertAll(entityOf, entity => unitOf[entity]), strata, blocks == 1 ? entities : $"{entities} within {blocks} blocks of dates");
    }

    private static (int[] EntityOf, int Count, string Name) Entities(int[]? group, int rows)
    {
        if (group is null) return ([.. Enumerable.Range(0, rows)], rows, "rows");
        var (groupOf, groups) = Codes(group);
        return (groupOf, groups, groups == rows ? "rows" : "groups");
    }

    /// <summary>Each value's position among the distinct values in order.</summary>
    private static (int[] Code, int Count) Codes<T>(T[] values)
    {
        T[] distinct = [.. values.Distinct().Order()];
        return (Array.ConvertAll(values, v => Array.BinarySearch(distinct, v)), distinct.Length);
    }

    /// <summary>The median number of dates a label looks ahead; the last rows' labels end beyond the dates there are.</summary>
    private static int Horizon(long[] time, long[]? labelEnd)
    {
        if (labelEnd is null) return 0;
        long[] dates = [.. time.Distinct().Order()];
        int[] ahead = [.. time.Zip(labelEnd, (t, end) => UpTo(end) - UpTo(t)).Order()];
        return ahead[ahead.Length / 2];

        int UpTo(long date) => Array.BinarySearch(dates, date) is var at && at >= 0 ? at + 1 : ~at;
    }
}
