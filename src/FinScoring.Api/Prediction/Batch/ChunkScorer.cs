using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Turns the rows of a chunk into the bytes of their answers.</summary>
internal abstract class ChunkScorer(ServingModel model, AnswerFormat format, PredictionIds ids)
{
    /// <summary>Whether chunks must be scored one after the other.</summary>
    public abstract bool IsSequential { get; }

    protected ServingModel Model { get; } = model;

    /// <summary>What the header of a CSV must have.</summary>
    public abstract IEnumerable<string> Required { get; }

    /// <summary>What fills a row.</summary>
    public abstract IRowFields Fields(ScoringRow row);

    /// <summary>Scores a chunk and disposes of it.</summary>
    /// <param name="chunk">The rows.</param>
    /// <param name="firstRow">The number of its first row in the batch, from 0.</param>
    public PooledBytes Score(RowChunk chunk, long firstRow)
    {
        using (chunk)
        {
            try
            {
                return Write(chunk, firstRow);
            }
            catch
            {
                Model.Counts.Batch.Failed.Inc(chunk.Count);
                throw;
            }
        }
    }

    protected abstract PredictionAnswer Answer(RowChunk chunk, int index, ScoringRow row, IRowFields fields);

    protected Guid? NewId() => format.HasPredictionIds ? ids.Next() : null;

    private PooledBytes Write(RowChunk chunk, long firstRow)
    {
        var bytes = new PooledBytes(64 << 10);
        var writer = format.Writer(bytes);
        using var row = Model.Rent();
        var fields = Fields(row);
        var invalid = 0;
        for (var i = 0; i < chunk.Count; i++)
        {
            row.Clear();
            var answer = Answer(chunk, i, row, fields);
            writer.Write(firstRow + i, answer);
            if (answer.Error is not null)
                invalid++;
        }

        // Once a chunk: cores that count together wait for each other.
        Model.Counts.Batch.Answered.Inc(chunk.Count - invalid);
        Model.Counts.Batch.Invalid.Inc(invalid);
        return bytes;
    }
}
