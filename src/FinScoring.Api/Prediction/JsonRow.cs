using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction;

/// <summary>
/// Reads a flat JSON object straight into the fields of a row, without a dictionary between. Keeps its buffers for the next
/// row; not thread-safe.
/// </summary>
internal sealed class JsonRow
{
    /// <summary>The name of the caller's own identifier.</summary>
    public const string IdField = Dataset.IdColumn;

    public const string NestedValue = "must be a number, a text, true, false or null, not an object or a list.";
    public const string UnknownField = "is no field of this model.";
    public const string RepeatedField = "is given more than once.";

    private readonly JsonText _name = new();
    private readonly JsonText _text = new();
    private readonly HashSet<string> _ignoredSeen = [];
    private bool _idSeen;

    /// <summary>The id of the object read last, as far as it was read: a malformed one has it if it came before what is wrong.</summary>
    public RowId? Id { get; private set; }

    /// <summary>Reads a text that is one object. Sets every field and returns the id, if there is one.</summary>
    /// <exception cref="JsonException">Malformed JSON, or something else than one object; says where.</exception>
    public RowId? Read(ReadOnlySpan<byte> json, IRowFields fields)
    {
        var reader = new Utf8JsonReader(json);
        Id = null;
        try
        {
            reader.Read();
            var id = ReadObject(ref reader, fields);
            // On to the end, where text after the object is found.
            reader.Read();
            return id;
        }
        catch (JsonException e) when (e.LineNumber is null)
        {
            throw JsonText.Malformed(json, reader.TokenStartIndex);
        }
    }

    /// <summary>Reads the object that the reader is at the start of, to its end.</summary>
    /// <exception cref="JsonException">Malformed JSON, or no object; the latter without a position.</exception>
    public RowId? ReadObject(ref Utf8JsonReader reader, IRowFields fields)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        _ignoredSeen.Clear();
        _idSeen = false;
        Id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadProperty(ref reader, fields);
        return Id;
    }

    public static bool IsNested(JsonTokenType token) => token is JsonTokenType.StartObject or JsonTokenType.StartArray;

    private void ReadProperty(ref Utf8JsonReader reader, IRowFields fields)
    {
        var name = _name.Of(ref reader);
        var field = fields.Find(name);
        reader.Read();
        if (name is IdField)
            ReadId(ref reader, fields);
        if (field >= 0)
            Set(ref reader, fields, field.Value);
        else if (name is not IdField)
            Ignore(reader.TokenType, fields, field, name.ToString());
        if (IsNested(reader.TokenType))
            reader.Skip();
    }

    private void ReadId(ref Utf8JsonReader reader, IRowFields fields)
    {
        if (_idSeen)
            fields.AddError(IdField, RepeatedField);
        _idSeen = true;
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            Id = new RowId(_text.Of(ref reader).ToString(), reader.TokenType == JsonTokenType.Number);
        else if (reader.TokenType != JsonTokenType.Null)
            fields.AddError(IdField, "must be a text or a number.");
    }

    private void Ignore(JsonTokenType value, IRowFields fields, int? field, string name)
    {
        if (field is null)
            fields.AddError(name, UnknownField);
        else if (!_ignoredSeen.Add(name))
            fields.AddError(name, RepeatedField);
        else if (IsNested(value))
            fields.AddError(name, NestedValue);
    }

    private void Set(ref Utf8JsonReader reader, IRowFields fields, int field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                fields.SetNumber(field, reader.GetDouble(), _text.Of(ref reader));
                break;
            case JsonTokenType.String:
                fields.SetText(field, _text.Of(ref reader));
                break;
            case JsonTokenType.True or JsonTokenType.False:
                fields.SetText(field, reader.TokenType == JsonTokenType.True ? "true" : "false");
                break;
            case JsonTokenType.Null:
                fields.SetMissing(field);
                break;
            default:
                fields.SetInvalid(field, NestedValue);
                break;
        }
    }
}
