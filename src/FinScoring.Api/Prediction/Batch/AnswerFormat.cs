namespace FinScoring.Api.Prediction.Batch;

/// <summary>How the answers of a batch are written. Chunks are written apart from each other, each by a writer of its own.</summary>
internal abstract class AnswerFormat
{
    public abstract string ContentType { get; }

    /// <summary>Whether answers carry an identifier made by the service.</summary>
    public abstract bool HasPredictionIds { get; }

    public static AnswerFormat Of(string mediaType, ServingModel model) => mediaType switch
    {
        BatchTypes.Csv => new CsvAnswers(model),
        BatchTypes.NdJson => new JsonAnswers(BatchTypes.NdJson, "", "", "\n", ""),
        _ => new JsonAnswers(BatchTypes.Json + "; charset=utf-8", "[", ",\n", "", "]\n"),
    };

    public abstract void Begin(PooledBytes to);

    public abstract void End(PooledBytes to);

    public abstract IAnswerWriter Writer(PooledBytes to);
}

/// <summary>Writes the answers of one chunk.</summary>
internal interface IAnswerWriter
{
    /// <param name="row">0 for the first row of the batch.</param>
    /// <param name="answer">What to write.</param>
    void Write(long row, PredictionAnswer answer);
}
