namespace FinScoring.Core.Data;

/// <summary>A column's numbers by their units.</summary>
internal sealed class UnitTallies
{
    private const int Kept = 8;

    // Nearly all numbers have none.
    private readonly UnitTally _none = new("", "");
    private readonly List<UnitTally> _units = new(0);

    /// <summary>Numbers without any.</summary>
    public UnitTally None => _none;

    private IEnumerable<UnitTally> All => _units.Append(_none).Where(u => u.Rows.Count > 0);

    /// <summary>What most numbers have.</summary>
    public UnitTally Main => _units.Append(_none).MaxBy(u => u.Rows.Count)!;

    /// <summary>Whether all have the same.</summary>
    public bool AreOne => All.Take(2).Count() < 2;

    /// <summary>Those that are numbers whatever the column is about, with the most frequent unit of the others.</summary>
    public IReadOnlyList<UnitTally> Numbers => [.. All.Where(u => u.IsSure), .. All.Where(u => !u.IsSure).OrderByDescending(u => u.Rows.Count).Take(1)];

    /// <summary>The others: rather codes that begin with digits.</summary>
    public IReadOnlyList<UnitTally> Codes => [.. All.Except(Numbers)];

    public RowList RowsBut(UnitTally unit) => RowList.Union(All.Where(u => u != unit).Select(u => u.Rows));

    /// <summary>Adds a number with a unit; false where there are too many different ones for units.</summary>
    public bool Add(NumberText text, double value, int row)
    {
        if (Find(text) is not { } unit)
        {
            if (_units.Count == Kept)
                return false;
            _units.Add(unit = new(text.Prefix.ToString(), text.Suffix.ToString()));
        }
        unit.Add(value, row);
        return true;
    }

    private UnitTally? Find(NumberText text)
    {
        if (_none.Has(text.Prefix, text.Suffix))
            return _none;
        foreach (var unit in _units)
        {
            if (unit.Has(text.Prefix, text.Suffix))
                return unit;
        }
        return null;
    }
}
