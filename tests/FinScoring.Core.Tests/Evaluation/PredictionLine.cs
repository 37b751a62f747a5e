using System.Globalization;
using System.Text;

namespace FinScoring.Core.Tests.Evaluation;

/// <summary>A line of the out-of-fold predictions, read without any code of the service.</summary>
internal sealed record PredictionLine(int Row, string Id, int Fold, bool Label, double Weight, double Probability)
{
    public string? Symbol { get; private init; }

    public string? Date { get; private init; }

    public static PredictionLine[] Of(TrainedModel model)
    {
        using var csv = new MemoryStream();
        model.Predictions.Write(csv);
        return Read(Encoding.UTF8.GetString(csv.ToArray()));
    }

    public static PredictionLine[] Read(string csv)
    {
        var lines = csv.TrimEnd('\n').Split('\n');
        var column = lines[0].Split(',').Index().ToDictionary(c => c.Item, c => c.Index);
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => new PredictionLine(
            int.Parse(cells[column["row"]], CultureInfo.InvariantCulture), cells[column["id"]], int.Parse(cells[column["fold"]], CultureInfo.InvariantCulture),
            cells[column["label"]] == "1", Number(cells[column["weight"]]), Number(cells[column["probability"]]))
        {
            Symbol = column.TryGetValue("symbol", out var symbol) ? cells[symbol] : null,
            Date = column.TryGetValue("date", out var date) ? cells[date] : null,
        })];
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
