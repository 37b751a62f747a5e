namespace FinScoring.Core.Data;

/// <summary>How a column writes numbers: with a decimal point or comma, thousands separators, units, among texts, or not at all.</summary>
internal sealed class NumberProfile
{
    // So many different numbers among texts are rather a column of numbers with slips than a category.
    private const int FewestNumbers = 5;

    // Of the cells, where codes such as 12A could be among them.
    private const double NearlyAll = .8;
    private const int DistinctPerText = 2;

    private readonly UnitTallies _units = new();
    private readonly TextTally _texts = new();
    private readonly DecimalSigns _signs = new();
    private RowList _tooLarge;
    private bool _isFormatted;

    /// <summary>The smallest number.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>Different numbers without a unit; at most 20 are kept.</summary>
    public IReadOnlyCollection<double> Distinct => _units.None.Distinct;

    /// <summary>Whether the cell is a number in some way.</summary>
    public bool Add(ReadOnlySpan<char> cell, int row)
    {
        if (Cell.TryAnyNumber(cell, decimalComma: false, out var value))
        {
            _signs.AddPlain(cell, value, row);
            AddPlain(value, row);
            return true;
        }
        if (Cell.TryAnyNumber(cell, decimalComma: true, out value))
            return AddComma(cell, value, row);
        if (NumberText.TryParse(cell, out var text) && AddFormatted(text, row))
            return true;
        _texts.Add(cell, row);
        return false;
    }

    /// <summary>The decimal sign that this column shows, if it holds numbers only.</summary>
    public DecimalSign Sign => _texts.Count == 0 && _units.AreOne ? _signs.Sign : DecimalSign.None;

    /// <param name="column">Its name.</param>
    /// <param name="cells">How many cells are not missing.</param>
    /// <param name="ofFile">The decimal sign that the file's columns show.</param>
    public NumberVerdict Judge(string column, int cells, DecimalSign ofFile)
    {
        if (_texts.Count == 0 && _units.AreOne)
            return _tooLarge.Count > 0 ? NumberVerdict.Wrong($"holds an infinite number, or one beyond 3.4e38, in {_tooLarge}") : OfNumbers(ofFile);
        if (LooksNumeric(cells))
            return NumberVerdict.Wrong(_texts.Count > 0 ? new MixedTexts(_texts, cells, column).Error : UnitError());
        return NumberVerdict.Category(MixedTexts.Note(_units.None, cells));
    }

    /// <summary>For a column that nobody takes for numbers, a label say: it holds plain ones, or else texts.</summary>
    public NumberVerdict JudgeName()
    {
        var sign = _signs.Sign;
        var isPoint = sign is DecimalSign.None or DecimalSign.Point || (sign == DecimalSign.Unclear && _signs.AreUnclear is (true, false));
        var isPlain = _texts.Count == 0 && _units.AreOne && !_isFormatted && _tooLarge.Count == 0;
        return isPlain && (isPoint || sign == DecimalSign.Comma)
            ? new(ColumnKind.Numeric, NumberReading.Plain with { DecimalComma = !isPoint })
            : NumberVerdict.Category();
    }

    private NumberVerdict OfNumbers(DecimalSign ofFile)
    {
        var sign = _signs.Sign;
        if (sign == DecimalSign.Both)
            return NumberVerdict.Wrong($"writes numbers with a decimal point in {_signs.Points}, and with a decimal comma in {_signs.Commas}");
        var byFile = sign == DecimalSign.Unclear;
        if (byFile && (ofFile is not (DecimalSign.Point or DecimalSign.Comma) || _signs.AreUnclear is (true, true)))
            return NumberVerdict.Wrong(UnclearError());
        var isComma = (byFile ? ofFile : sign) == DecimalSign.Comma;
        if (_signs.Group(isComma) is not { } group)
            return NumberVerdict.Wrong("writes numbers with several thousands separators; leave those out");
        var unit = _units.Main;
        var format = new NumberFormat { Prefix = NullIfEmpty(unit.Prefix), Suffix = NullIfEmpty(unit.Suffix), Group = group == '\0' ? null : group.ToString() };
        var reading = new NumberReading(isComma, _isFormatted || format != new NumberFormat() ? format : null);
        // That a point is the decimal sign goes without saying.
        return new(ColumnKind.Numeric, reading, Note: reading.Note(byFile && (isComma || reading.Format?.Group is not null)));
    }

    private string UnclearError()
    {
        var (points, commas) = _signs.AreUnclear;
        var sign = (points, commas) switch { (true, true) => "points and commas", (true, false) => "a point", _ => "a comma" };
        return $"writes numbers with {sign} that may be a decimal sign or separate thousands, in {_signs.Unclear}; leave out what separates thousands, "
            + (commas ? "or write a decimal point" : "or write decimals with a fourth digit: 1.2340");
    }

    private string UnitError()
    {
        var main = _units.Main;
        var unit = main.Prefix.Length > 0 ? $" with \"{main.Prefix}\"" : main.Suffix.Length > 0 ? $" with \"{main.Suffix}\"" : "";
        return $"holds numbers{unit}, but {(unit.Length > 0 ? "not" : "with units")} in {_units.RowsBut(main)}; write them all in one way, or name the column in categories";
    }

    private bool LooksNumeric(int cells)
    {
        var (numbers, codes) = (_units.Numbers, _units.Codes);
        var distinct = numbers.Sum(n => n.Distinct.Count);
        if (distinct < FewestNumbers)
            return false;
        var (sure, all) = (numbers.Where(n => n.IsSure).Sum(n => n.Rows.Count), numbers.Sum(n => n.Rows.Count));
        return 2 * sure >= cells || all >= NearlyAll * cells || distinct > DistinctPerText * (_texts.Distinct + codes.Sum(c => c.Distinct.Count));
    }

    private void AddPlain(double value, int row)
    {
        if (!float.IsFinite((float)value)) _tooLarge.Add(row);
        Min = Math.Min(Min, value);
        _units.None.Add(value, row);
    }

    private bool AddComma(ReadOnlySpan<char> cell, double value, int row)
    {
        if (!_signs.Add(cell[0] is '-' or '+' ? cell[1..] : cell, row)) _signs.AddComma(row);
        AddPlain(value, row);
        return true;
    }

    private bool AddFormatted(NumberText text, int row)
    {
        var point = DigitGroups.Fit(text.Body, '.', out _) ? '.' : ',';
        var value = DigitGroups.Fit(text.Body, point, out _) ? DigitGroups.Value(text.Body, point) : double.NaN;
        if (!float.IsFinite((float)value) || !_units.Add(text, text.IsNegative ? -value : value, row))
            return false;
        Min = Math.Min(Min, text.IsNegative ? -value : value);
        _isFormatted = true;
        return _signs.Add(text.Body, row);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
