using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Answers as JSON objects, with marks before, between and after them.</summary>
internal sealed class JsonAnswers(string contentType, string begin, string between, string after, string end) : AnswerFormat
{
    private readonly byte[] _between = Encoding.UTF8.GetBytes(between);
    private readonly byte[] _after = Encoding.UTF8.GetBytes(after);

    public override string ContentType => contentType;

    public override bool HasPredictionIds => true;

    public override void Begin(PooledBytes to) => to.Write(Encoding.UTF8.GetBytes(begin));

    public override void End(PooledBytes to) => to.Write(Encoding.UTF8.GetBytes(end));

    public override IAnswerWriter Writer(PooledBytes to) => new RowWriter(this, to);

    private sealed class RowWriter(JsonAnswers format, PooledBytes to) : IAnswerWriter
    {
        private readonly Utf8JsonWriter _json = AnswerJson.Writer(to);

        public void Write(long row, PredictionAnswer answer)
        {
            if (row > 0)
                to.Write(format._between);
            _json.Reset();
            AnswerJson.Write(_json, answer);
            to.Write(format._after);
        }
    }
}
