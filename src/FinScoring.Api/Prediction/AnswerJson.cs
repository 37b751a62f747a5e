using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FinScoring.Api.Prediction.WhatIf;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction;

/// <summary>Answers as JSON, by generated code.</summary>
[JsonSerializable(typeof(PredictionAnswer))]
[JsonSerializable(typeof(WhatIfAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext
{
    private static readonly AnswerJson Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    // Validation is for hand-written JSON; this writer only ever serializes.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Utf8JsonWriter Writer(IBufferWriter<byte> to) => new(to, Writing);

    public static void Write(Utf8JsonWriter writer, PredictionAnswer answer)
    {
        JsonSerializer.Serialize(writer, answer, Context.PredictionAnswer);
        writer.Flush();
    }

    public static byte[] Bytes(WhatIfAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, Context.WhatIfAnswer);

    public static string Text(IReadOnlyList<ScoreWarning> warnings) => JsonSerializer.Serialize(warnings, Context.IReadOnlyListScoreWarning);

    public static string Text(RowError error) => JsonSerializer.Serialize(error, Context.RowError);
}
