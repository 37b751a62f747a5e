namespace FinScoring.Core.Data;

/// <summary>How a column writes numbers: with a decimal point, a decimal comma, thousands separators, or not at all.</summary>
internal sealed class NumberProfile
{
    // From this share on, and with this many different numbers, a cell that is none is a slip and not a category.
    private const double NumbersShare = .95;
    private const int ManyNumbers = 20;

    private readonly HashSet<double> _distinct = new(0);
    private RowList _notPoint;
    private RowList _notComma;
    private RowList _tooLarge;
    private int _withComma;
    private int _commaGroups;
    private int _withPoint;
    private int _pointGroups;
    private int _commas;

    /// <summary>Cells that are numbers with a decimal point, or none.</summary>
    public int Points { get; private set; }

    /// <summary>The smallest number.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>Different numbers; at most 20 are kept.</summary>
    public IReadOnlyCollection<double> Distinct => _distinct;

    /// <summary>Whether the cell is a number with a decimal point, or none.</summary>
    public bool Add(ReadOnlySpan<char> cell, int row)
    {
        var isPoint = Cell.TryAnyNumber(cell, decimalComma: false, out var value);
        var isComma = isPoint;
        if (cell.ContainsAny(',', '.'))
        {
            isComma = !isPoint && Cell.TryAnyNumber(cell, decimalComma: true, out value);
            AddSigns(cell);
        }
        if ((isPoint || isComma) && !AddValue(value, row))
            (isPoint, isComma) = (false, false);
        if (isPoint) Points++;
        else _notPoint.Add(row);
        if (isComma) _commas++;
        else _notComma.Add(row);
        return isPoint;
    }

    /// <summary>Whether every cell is a number if the comma is the decimal sign, and one at least has it.</summary>
    public bool IsDecimalComma(int cells) => _commas == cells && _withComma > 0;

    /// <summary>Whether the points, where there are any, could all as well separate thousands.</summary>
    public bool MayGroupByPoint => _withPoint > 0 && _pointGroups == _withPoint;

    /// <summary>What is wrong with the numbers, as the end of a sentence that begins with the column; else null.</summary>
    public string? Error(int cells, char delimiter)
    {
        if (Points == cells)
            return null;
        if (IsDecimalComma(cells))
        {
            return delimiter == ',' && _commaGroups == _withComma
                ? "writes numbers with a comma that may be a decimal sign or separate thousands; write a decimal point"
                : null;
        }
        if (_tooLarge.Count > 0 && (Points + _tooLarge.Count == cells || _commas + _tooLarge.Count == cells))
            return $"holds an infinite number, or one beyond 3.4e38, in {_tooLarge}";
        if (Points + _commaGroups == cells && _commaGroups > 0 || _commas + _pointGroups == cells && _pointGroups > 0)
            return "writes numbers with thousands separators; leave those out";
        if (_distinct.Count < ManyNumbers || Math.Max(Points, _commas) < NumbersShare * cells)
            return null;
        return $"holds numbers, but not in {(Points >= _commas ? _notPoint : _notComma)}; correct those, or name the column in categories";
    }

    // Whether a Single can hold it.
    private bool AddValue(double value, int row)
    {
        if (!float.IsFinite((float)value))
        {
            _tooLarge.Add(row);
            return false;
        }
        Min = Math.Min(Min, value);
        if (_distinct.Count < ManyNumbers)
            _distinct.Add(value);
        return true;
    }

    private void AddSigns(ReadOnlySpan<char> cell)
    {
        if (cell.Contains(','))
        {
            _withComma++;
            _commaGroups += IsGrouped(cell, ',', '.') ? 1 : 0;
        }
        if (cell.Contains('.'))
        {
            _withPoint++;
            _pointGroups += IsGrouped(cell, '.', ',') ? 1 : 0;
        }
    }

    // 1,234 or -12,345,678.9: one to three digits, then groups of three, then perhaps decimals.
    private static bool IsGrouped(ReadOnlySpan<char> cell, char group, char point)
    {
        var digits = cell.Length > 0 && cell[0] is '-' or '+' ? cell[1..] : cell;
        var end = digits.IndexOf(point);
        if (end >= 0 && digits[(end + 1)..].ContainsAnyExceptInRange('0', '9'))
            return false;
        if (end >= 0)
            digits = digits[..end];
        var first = digits.IndexOf(group);
        if (first is < 1 or > 3 || (digits.Length - first) % 4 != 0)
            return false;
        for (var i = 0; i < digits.Length; i++)
        {
            var separates = i >= first && (i - first) % 4 == 0;
            if (separates ? digits[i] != group : !char.IsAsciiDigit(digits[i]))
                return false;
        }
        return true;
    }
}
