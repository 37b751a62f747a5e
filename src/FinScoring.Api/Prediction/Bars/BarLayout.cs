using FinScoring.Core.Data;
using FinScoring.Core.Domains;

namespace FinScoring.Api.Prediction.Bars;

/// <summary>What a trade model's bars are made of: which name is which field, and which inputs the window's features are.</summary>
internal sealed class BarLayout
{
    /// <summary>A field at or above this is an input of the model, taken from the bar to score.</summary>
    public const int FirstInput = 16;

    public const int Symbol = 0;
    public const int Date = 1;
    public const int Open = 2;
    public const int High = 3;
    public const int Low = 4;
    public const int Close = 5;
    public const int Volume = 6;

    /// <summary>The fields of a bar itself, by number.</summary>
    public static readonly string[] Names =
        [BarColumns.Symbol, BarColumns.Date, BarColumns.Open, BarColumns.High, BarColumns.Low, BarColumns.Close, BarColumns.Volume];

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _fields;
    private readonly NumberReader[] _readers;

    public BarLayout(Signature signature)
    {
        // Names as they should be are found here, without a copy; in another case, by the slower way.
        var fields = Names.Index().ToDictionary(name => name.Item, name => name.Index);
        fields[JsonRow.IdField] = -1;
        foreach (var column in signature.Columns.Where(column => BarColumns.Find(column.Name) is null))
            fields[column.Name] = Input(signature, column.Name) is >= 0 and var input ? FirstInput + input : -1;
        _fields = fields.GetAlternateLookup<ReadOnlySpan<char>>();
        Features = [.. BarWindow.Names.Select(name => Input(signature, name))];
        NeedsVolume = signature.Columns.Any(column => column is { Name: BarColumns.Volume, Missing: false });
        Required = [.. BarColumns.Required, .. signature.Columns.Where(column => !column.Missing && Find(column.Name) >= Volume).Select(column => column.Name)];
        _readers = [.. Names.Select(name => NumberReader.Of(signature.Columns.FirstOrDefault(column => column.Name == name) ?? Plain(name)))];
    }

    /// <summary>The input of each of the window's features, in their order; -1 for one the model does not use.</summary>
    public int[] Features { get; }

    /// <summary>The fields that no bar of the training data lacked.</summary>
    public IReadOnlyList<string> Required { get; }

    /// <summary>Whether every training bar had a volume.</summary>
    public bool NeedsVolume { get; }

    public int? Find(ReadOnlySpan<char> name)
        => _fields.TryGetValue(name, out var field) ? field : BarColumns.Find(name.ToString()) is { } known ? Array.IndexOf(Names, known) : null;

    /// <summary>The number in a CSV cell of one of the bar's own fields, written as in the training file or plainly.</summary>
    public bool TryNumber(int field, ReadOnlySpan<char> cell, out double value) => _readers[field].TryRead(cell, out value);

    private static Column Plain(string name) => new() { Name = name, Kind = ColumnKind.Numeric };

    private static int Input(Signature signature, string name)
    {
        for (var input = 0; input < signature.Inputs.Count; input++)
        {
            if (signature.Inputs[input].Name == name)
                return input;
        }

        return -1;
    }
}
