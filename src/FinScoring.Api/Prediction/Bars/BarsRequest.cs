using System.Text.Json;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction.Bars;

/// <summary>
/// One symbol and its bars, {"symbol": ..., "bars": [{...}, ...]}, read into the row that scores the last bar that was traded.
/// </summary>
internal sealed class BarsRequest
{
    /// <summary>The code of the warning that a bar did not trade.</summary>
    public const string NotTraded = "notTraded";

    private const string BarsField = "bars";

    private static readonly ScoreWarning Idle = new(
        NotTraded, BarsField, "after the one of asOf did not trade (one price and no volume, or a copy of the bar before): the answer stands on that one.");

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

    /// <summary>The symbol, and the date of the last bar that was traded.</summary>
    public BarOf Bar { get; private set; }

    /// <summary>Reads the body. The row is ready to be completed; it has the errors.</summary>
    /// <exception cref="JsonException">Malformed JSON, or something else than one object; says where.</exception>
    public static BarsRequest Read(ReadOnlySpan<byte> json, ScoringRow row)
    {
        var request = new BarsRequest(row);
        var top = new TopFields(row);
        request.Id = request._reader.Read(json, top);
        var scale = request.ReadBars(json);
        request.Bar = new BarOf(top.Symbol, request._fields.Date, scale);
        return request;
    }

    /// <summary>The row's errors; those of a further input belong to the bar that is scored, if there is one.</summary>
    public Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var (field, findings) in _row.Errors)
        {
            if (!(_layout.Find(field) >= BarLayout.FirstInput)) errors[field] = findings;
            else if (_fields.Index is { } scored) errors[$"{BarsField}[{scored}].{field}"] = findings;
        }

        return errors;
    }

    /// <returns>How large a return over the model's horizon usually is.</returns>
    private double ReadBars(ReadOnlySpan<byte> json)
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
        var idle = _history.Window.Idle;
        if (bars - idle < lookBack)
            _row.AddError(BarsField, $"must be a list of at least {lookBack} bars, oldest first; there are {bars}{(idle > 0 ? $", of which {idle} did not trade" : "")}.");
        if (_history.Window.IsFull)
            return BarFeatures.Set(_layout, _history.Window, _row);
        BarFeatures.SetNone(_layout, _row);
        return 0;
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
        var count = 0;
        var scored = -1;
        var place = reader;
        for (var begin = reader; reader.Read() && reader.TokenType != JsonTokenType.EndArray; begin = reader, count++)
        {
            var isBar = ReadBar(ref reader, count, isScored: false);
            if (isBar)
                _history.Add(_fields);
            if (isBar && _history.IsIdle)
                continue;
            scored = count;
            place = begin;
        }

        // Further inputs are those of the last bar that was traded, and which that is shows once all are read.
        if (scored >= 0 && place.Read())
            ReadBar(ref place, scored, isScored: true);
        if (scored >= 0 && scored < count - 1)
            _row.AddWarning(Idle);
        return count;
    }

    /// <summary>Reads the fields of a bar; false if it is no object, which is an error.</summary>
    private bool ReadBar(ref Utf8JsonReader reader, int index, bool isScored)
    {
        _fields.Clear();
        (_fields.Index, _fields.IsScored) = (index, isScored);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            _reader.ReadObject(ref reader, _fields);
            return true;
        }

        _row.AddError($"{BarsField}[{index}]", "must be an object.");
        reader.Skip();
        return false;
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
