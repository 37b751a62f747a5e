using System.Collections;

namespace FinScoring.Core.Data;

/// <summary>
/// A column's numbers, NaN where missing. Held in single precision as long as that changes none of them, as it does not with
/// whole numbers up to 16,777,216: a file's numbers are most of what its training holds.
/// </summary>
public sealed class NumberList : IReadOnlyList<double>
{
    private float[]? _singles;
    private double[]? _doubles;

    /// <summary>So many zeros, to be filled.</summary>
    internal NumberList(int count) => _singles = new float[count];

    public NumberList(IReadOnlyList<double> values)
        : this(values.Count)
    {
        for (var row = 0; row < values.Count; row++) this[row] = values[row];
    }

    public int Count => _singles?.Length ?? _doubles!.Length;

    public double this[int row]
    {
        get => _singles is { } singles ? singles[row] : _doubles![row];
        internal set
        {
            if (_singles is { } singles && !(double.IsNaN(value) || (float)value == value))
                (_singles, _doubles) = (null, Array.ConvertAll(singles, s => (double)s));
            if (_doubles is { } doubles) doubles[row] = value;
            else _singles![row] = (float)value;
        }
    }

    public IEnumerator<double> GetEnumerator() => (_doubles ?? _singles!.Select(s => (double)s)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Each number, changed.</summary>
    internal T[] ConvertAll<T>(Converter<double, T> change)
        => _singles is { } singles ? Array.ConvertAll(singles, s => change(s)) : Array.ConvertAll(_doubles!, change);

    /// <summary>Those of some rows.</summary>
    internal NumberList Take(int[] rows)
    {
        var taken = new NumberList(rows.Length);
        for (var i = 0; i < rows.Length; i++) taken[i] = this[rows[i]];
        return taken;
    }
}
