using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FinScoring.Api.Prediction;

/// <summary>The caller's own name for a row, a string or a number, which comes back exactly as it was sent.</summary>
[JsonConverter(typeof(RowIdConverter))]
internal readonly record struct RowId(string Text, bool IsNumber);

internal sealed class RowIdConverter : JsonConverter<RowId>
{
    public override RowId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType == JsonTokenType.Number
            ? new RowId(Encoding.UTF8.GetString(reader.ValueSpan), IsNumber: true)
            : new RowId(reader.GetString()!, IsNumber: false);

    public override void Write(Utf8JsonWriter writer, RowId value, JsonSerializerOptions options)
    {
        if (value.IsNumber)
            writer.WriteRawValue(value.Text, skipInputValidation: true);
        else
            writer.WriteStringValue(value.Text);
    }
}
