using System.Text.Json;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction;

/// <summary>
/// Reads one flat JSON object straight into a row, without a dictionary between. Findings about fields go to the row. Keeps
/// its buffers for the next row; not thread-safe.
/// </summary>
internal sealed class JsonRow
{
    /// <summary>The name of the caller's own identifier.</summary>
    public const string IdField = "id";

    public const string NestedValue = "The value must be a number, a text, true, false or null, not an object or a list.";
    public const string UnknownField = "The model has no such field.";
    public const string RepeatedField = "The field is given more than once.";

    private readonly JsonText _name = new();
    private readonly JsonText _text = new();
    private readonly HashSet<string> _ignoredSeen = [];
    private bool[] _seen = [];
    private bool _idSeen;
    private RowId? _id;

    /// <summary>Sets every field and returns the id, if there is one.</summary>
    /// <exception cref="JsonException">Malformed JSON, or something else than one object; says where.</exception>
    public RowId? Read(ReadOnlySpan<byte> json, ScoringRow row)
    {
        Clear(row.Scorer.Manifest.Signature.Inputs.Count);
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadProperty(ref reader, row);
            // On to the end, where text after the object is found.
            while (reader.Read())
            {
            }
        }
        catch (JsonException e) when (e.LineNumber is null)
        {
            throw JsonText.Malformed(json, reader.TokenStartIndex);
        }

        return _id;
    }

    public static bool IsNested(JsonTokenType token) => token is JsonTokenType.StartObject or JsonTokenType.StartArray;

    private void Clear(int inputs)
    {
        if (_seen.Length < inputs)
            _seen = new bool[inputs];
        Array.Clear(_seen);
        _ignoredSeen.Clear();
        _idSeen = false;
        _id = null;
    }

    private void ReadProperty(ref Utf8JsonReader reader, ScoringRow row)
    {
        var name = _name.Of(ref reader);
        var input = row.Find(name);
        reader.Read();
        if (IsRepeated(input, name))
            row.AddError(name.ToString(), RepeatedField);
        if (name is IdField)
            ReadId(ref reader, row);
        else if (input is null)
            row.AddError(name.ToString(), UnknownField);
        else if (IsNested(reader.TokenType))
            row.AddError(name.ToString(), NestedValue);
        if (input >= 0)
            Set(ref reader, row, input.Value);
        if (IsNested(reader.TokenType))
            reader.Skip();
    }

    /// <summary>Marks a field as seen. Unknown fields are errors anyway.</summary>
    private bool IsRepeated(int? input, ReadOnlySpan<char> name)
    {
        if (name is IdField)
            return Mark(ref _idSeen);
        return input >= 0 ? Mark(ref _seen[input.Value]) : input == -1 && !_ignoredSeen.Add(name.ToString());
    }

    private static bool Mark(ref bool seen)
    {
        var before = seen;
        seen = true;
        return before;
    }

    private void ReadId(ref Utf8JsonReader reader, ScoringRow row)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            _id = new RowId(_text.Of(ref reader).ToString(), reader.TokenType == JsonTokenType.Number);
        else if (reader.TokenType != JsonTokenType.Null)
            row.AddError(IdField, "An id is a text or a number.");
    }

    private void Set(ref Utf8JsonReader reader, ScoringRow row, int input)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                row.SetNumber(input, reader.GetDouble(), _text.Of(ref reader));
                break;
            case JsonTokenType.String:
                row.SetText(input, _text.Of(ref reader));
                break;
            case JsonTokenType.True or JsonTokenType.False:
                row.SetText(input, reader.TokenType == JsonTokenType.True ? "true" : "false");
                break;
            case JsonTokenType.Null:
                row.SetMissing(input);
                break;
        }
    }
}
