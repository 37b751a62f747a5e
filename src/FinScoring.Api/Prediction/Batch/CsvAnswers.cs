namespace FinScoring.Api.Prediction.Batch;

/// <summary>
/// Answers as CSV: the domain's columns, then what explains them. Warnings and error are JSON in their cells, which are empty where
/// there are none.
/// </summary>
internal sealed class CsvAnswers : AnswerFormat
{
    private readonly string[] _header;
    private readonly Action<CsvCells, PredictionAnswer>[] _cells;

    public CsvAnswers(ServingModel model)
    {
        var columns = model.Domain.AnswerColumns;
        var explained = ExplanationColumns.Of(model);
        _header = [.. columns, .. explained.Select(column => column.Name)];
        var standing = model.Scorer.Standing;
        var standingText = AnswerJson.Text(standing);
        _cells = [.. columns.Select(column => column == "warnings" ? Warnings : Cell(column)), .. explained.Select(column => column.Cell)];

        // What every row has to say is written once.
        void Warnings(CsvCells cells, PredictionAnswer answer)
            => cells.Add(answer.Warnings.Count == 0 ? null : answer.Warnings == standing ? standingText : AnswerJson.Text(answer.Warnings));
    }

    public override string ContentType => BatchTypes.Csv + "; charset=utf-8";

    public override bool HasPredictionIds => false;

    public override void Begin(PooledBytes to)
    {
        var cells = new CsvCells(to);
        foreach (var name in _header)
            cells.Add(name);
        cells.EndRow();
    }

    public override void End(PooledBytes to)
    {
    }

    public override IAnswerWriter Writer(PooledBytes to) => new RowWriter(_cells, new CsvCells(to));

    private static Action<CsvCells, PredictionAnswer> Cell(string column) => column switch
    {
        "id" => (cells, answer) => cells.Add(answer.Id?.Text),
        "probability" => (cells, answer) => cells.Add(answer.Probability),
        "score" => (cells, answer) => cells.Add(answer.Score),
        "decision" => (cells, answer) => cells.Add(answer.Decision),
        "band" => (cells, answer) => cells.Add(answer.Band),
        "symbol" => (cells, answer) => cells.Add(answer.Symbol),
        "asOf" => (cells, answer) => cells.Add(answer.AsOf),
        "expectedReturn" => (cells, answer) => cells.Add(answer.ExpectedReturn),
        "direction" => (cells, answer) => cells.Add(answer.Direction),
        "error" => (cells, answer) => cells.Add(answer.Error is null ? null : AnswerJson.Text(answer.Error)),
        _ => throw new InvalidOperationException($"There is no answer column {column}."),
    };

    private sealed class RowWriter(Action<CsvCells, PredictionAnswer>[] cells, CsvCells to) : IAnswerWriter
    {
        public void Write(long row, PredictionAnswer answer)
        {
            foreach (var add in cells)
                add(to, answer);
            to.EndRow();
        }
    }
}
