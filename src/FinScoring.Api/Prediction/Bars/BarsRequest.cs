using System.Text.Json;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction.Bars;

/// <summary>One symbol and its bars, {"symbol": ..., "bars": [{...}, ...]}, read into the row that scores the last bar.</summary>
internal sealed class BarsRequest
{
    private const string BarsField = "bars";

    private readonly BarLayout _layout;
    private readonly ScoringRow _row;
    private readonly BarFields _fields;
    private readonly BarHistory _history = new();
    private readonly JsonRow _reader = new();

    private BarsRequest(ScoringRow row)
    {
        _row = row;
        _layout = new BarLayout(row.Scorer.Manifest.Signature);
        _fields = new BarFields(_layout, row);
    }

    public RowId? Id { get; private set; }

    /// <summary>The symbol, and the date of the last bar.</summary>
    public BarOf Bar { get; private set; }

    /// <summary>Reads the body. The row is ready to be completed; it has the errors.</summary>
    /// <exception cref="JsonException">Malformed JSON, or something else than one object; says where.</exception>
    public static BarsRequest Read(ReadOnlySpan<byte> json, ScoringRow row)
    {
        var request = new BarsRequest(row);
        var top = new TopFields(row);
        request.Id = request._reader.Read(json, top);
        request.ReadBars(json);
        request.Bar = new BarOf(top.Symbol, request._fields.Date);
        return request;
    }

    /// <summary>The row's errors; those of a further input belong to the last bar, if there is one.</summary>
    public Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var (field, findings) in _row.Errors)
        {
            if (!(_layout.Find(field) >= BarLayout.FirstInput)) errors[field] = findings;
            else if (_fields.Index is { } last) errors[$"{BarsField}[{last}].{field}"] = findings;
        }

        return errors;
    }

    private void ReadBars(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        int bars;
        try
        {
            bars = FindBars(ref reader);
        }
        catch (JsonException e) when (e.LineNumber is null)
        {
            throw JsonText.Malformed(json, reader.TokenStartIndex);
        }

        var lookBack = _row.Scorer.Manifest.Signature.LookBack;
        if (bars < lookBack)
            _row.AddError(BarsField, $"must be a list of at least {lookBack} bars, oldest first; there are {bars}.");
        if (_history.Window.IsFull) BarFeatures.Set(_layout, _history.Window, _row);
        else BarFeatures.SetNone(_layout, _row);
    }

    private int FindBars(ref Utf8JsonReader reader)
    {
        var bars = 0;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isBars = reader.ValueTextEquals(BarsField);
            reader.Read();
            if (isBars && reader.TokenType == JsonTokenType.StartArray)
                bars = ReadList(ref reader);
            else
                reader.Skip();
        }

        return bars;
    }

    private int ReadList(ref Utf8JsonReader reader)
    {
        var count = Count(reader);
        for (var i = 0; i < count; i++)
        {
            reader.Read();
            _fields.Clear();
            (_fields.Index, _fields.IsScored) = (i, i == count - 1);
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                _reader.ReadObject(ref reader, _fields);
                _history.Add(_fields);
            }
            else
            {
                _row.AddError($"{BarsField}[{i}]", "must be an object.");
                reader.Skip();
            }
        }

        reader.Read();
        return count;
    }

    private static int Count(Utf8JsonReader reader)
    {
        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
            reader.Skip();
        return count;
    }

    /// <summary>The fields beside the bars. The bars themselves are nested, so here they arrive as invalid.</summary>
    private sealed class TopFields(ScoringRow row) : IRowFields
    {
        private const int SymbolField = 0;
        private const int Bars = 1;

        private readonly bool[] _given = new bool[2];

        public string? Symbol { get; private set; }

        public int? Find(ReadOnlySpan<char> name) => name switch
        {
            JsonRow.IdField => -1,
            "symbol" => SymbolField,
            BarsField => Bars,
            _ => null,
        };

        public void SetNumber(int field, double value, ReadOnlySpan<char> text) => SetText(field, text);

        public void SetText(int field, ReadOnlySpan<char> text)
        {
            if (Give(field) && field == SymbolField)
                Symbol = text.ToString();
        }

        public void SetCell(int field, ReadOnlySpan<char> cell) => SetText(field, cell);

        public void SetMissing(int field) => Give(field);

        public void SetInvalid(int field, string message)
        {
            if (Give(field) && field == SymbolField)
                AddError("symbol", message);
        }

        public void AddError(string field, string message) => row.AddError(field, message);

        private bool Give(int field)
        {
            if (_given[field])
                AddError(field == Bars ? BarsField : "symbol", JsonRow.RepeatedField);
            return !_given[field] && (_given[field] = true);
        }
    }
}
