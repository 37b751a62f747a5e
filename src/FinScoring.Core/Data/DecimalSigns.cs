namespace FinScoring.Core.Data;

/// <summary>What the points and commas of a column's numbers can mean: the decimal sign, or the separator of thousands.</summary>
internal sealed class DecimalSigns
{
    private const int GroupAndPoint = 4;
    private const double Thousand = 1000;

    // Stands for several separators in one column.
    private const char Several = '\uFFFF';

    private RowList _points;
    private RowList _commas;
    private RowList _perhapsPoints;
    private RowList _perhapsCommas;
    private bool _hasThousands;
    private char _groupOfPoints;
    private char _groupOfCommas;

    /// <summary>What the numbers alone tell.</summary>
    public DecimalSign Sign => (_points.Count > 0, _commas.Count > 0) switch
    {
        (true, true) => DecimalSign.Both,
        (true, false) => DecimalSign.Point,
        (false, true) => DecimalSign.Comma,
        _ when _perhapsCommas.Count > 0 => DecimalSign.Unclear,
        // Who separates thousands by points does not leave them out in other cells.
        _ => _perhapsPoints.Count > 0 && !_hasThousands ? DecimalSign.Unclear : DecimalSign.None,
    };

    /// <summary>Rows whose numbers could be read both ways.</summary>
    public RowList Unclear => RowList.Union([_perhapsPoints, _perhapsCommas]);

    /// <summary>Whether points alone are unclear, commas alone, or both.</summary>
    public (bool Points, bool Commas) AreUnclear => (_perhapsPoints.Count > 0, _perhapsCommas.Count > 0);

    /// <summary>Rows that only the decimal point explains.</summary>
    public RowList Points => _points;

    /// <summary>Rows that only the decimal comma explains.</summary>
    public RowList Commas => _commas;

    /// <summary>What separates thousands if the decimal sign is this; null if several signs do.</summary>
    public char? Group(bool decimalComma) => (decimalComma ? _groupOfCommas : _groupOfPoints) is var group && group == Several ? null : group;

    /// <summary>A number as <see cref="Cell.TryNumber"/> reads it with a decimal point.</summary>
    public void AddPlain(ReadOnlySpan<char> cell, double value, int row)
    {
        var point = cell.IndexOf('.');
        if (point < 0)
            _hasThousands |= Math.Abs(value) >= Thousand;
        else if (cell.Length - point == GroupAndPoint && DigitGroups.MayBeThousands(cell[0] is '-' or '+' ? cell[1..] : cell, '.'))
            AddUnclear(ref _perhapsPoints, ref _groupOfCommas, '.', row);
        else
            _points.Add(row);
    }

    /// <summary>Digits with signs among them; false if they are no number, whatever the decimal sign.</summary>
    public bool Add(ReadOnlySpan<char> body, int row)
    {
        var isPoint = DigitGroups.Fit(body, '.', out var groupOfPoints);
        var isComma = DigitGroups.Fit(body, ',', out var groupOfCommas);
        if (isPoint && isComma && body.ContainsAny('.', ','))
        {
            if (body.Contains('.')) AddUnclear(ref _perhapsPoints, ref _groupOfCommas, groupOfCommas, row);
            else AddUnclear(ref _perhapsCommas, ref _groupOfPoints, groupOfPoints, row);
            return true;
        }
        if (isPoint) Note(ref _groupOfPoints, groupOfPoints);
        if (isComma) Note(ref _groupOfCommas, groupOfCommas);
        if (isPoint && !isComma) _points.Add(row);
        else if (isComma && !isPoint) _commas.Add(row);
        else _hasThousands |= isPoint && groupOfPoints == '\0' && body.Length >= GroupAndPoint;
        return isPoint || isComma;
    }

    /// <summary>A number that has a decimal comma and no other reading, such as 1,5e3.</summary>
    public void AddComma(int row) => _commas.Add(row);

    private static void AddUnclear(ref RowList rows, ref char noted, char group, int row)
    {
        rows.Add(row);
        Note(ref noted, group);
    }

    private static void Note(ref char noted, char group)
    {
        if (group != '\0')
            noted = noted == '\0' || noted == group ? group : Several;
    }
}
