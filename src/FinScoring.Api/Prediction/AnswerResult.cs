using System.Buffers;
using System.Text.Json;

namespace FinScoring.Api.Prediction;

/// <summary>200 with one answer. Written in one piece of known length, from buffers that live with the thread.</summary>
internal sealed class AnswerResult(PredictionAnswer answer) : IResult
{
    [ThreadStatic]
    private static Scratch? _scratch;

    public PredictionAnswer Answer { get; } = answer;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var json = (_scratch ??= new Scratch()).Serialize(Answer);
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = json.Length;
        // Copied before anything is awaited, so the thread's buffer is free again.
        response.BodyWriter.Write(json);
        var flush = response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }

    private sealed class Scratch
    {
        private readonly ArrayBufferWriter<byte> _buffer = new(1024);
        private readonly Utf8JsonWriter _writer;

        public Scratch() => _writer = AnswerJson.Writer(_buffer);

        public ReadOnlySpan<byte> Serialize(PredictionAnswer answer)
        {
            _buffer.ResetWrittenCount();
            _writer.Reset();
            AnswerJson.Write(_writer, answer);
            return _buffer.WrittenSpan;
        }
    }
}
