using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>Loan and risk: each row has all fields of the model.</summary>
internal sealed class FieldScorer(ServingModel model, AnswerFormat format, PredictionIds ids) : ChunkScorer(model, format, ids)
{
    public override bool IsSequential => false;

    public override IEnumerable<string> Required => Model.Scorer.Manifest.Signature.Inputs.Where(input => !input.Missing).Select(input => input.Name);

    public override IRowFields Fields(ScoringRow row) => new InputFields(row);

    protected override PredictionAnswer Answer(RowChunk chunk, int index, ScoringRow row, IRowFields fields)
    {
        if (chunk.Read(index, fields, out var id) is { } malformed)
            return Model.Blank(id, malformed);
        return row.Complete() ? Model.Answer(NewId(), id, row) : Model.Blank(id, new RowError(RowError.InvalidRow, row.Errors));
    }
}
