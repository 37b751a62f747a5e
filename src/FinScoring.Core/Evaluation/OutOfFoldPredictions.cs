using System.Buffers;
using System.Globalization;
using System.Text;
using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>
/// What the evaluation was computed from, to compute it again: a CSV line for each row that a fold tested, in the order of the
/// training file, numbers so that they read back the same.
/// </summary>
public sealed class OutOfFoldPredictions
{
    private const string Tabular = "row,id,fold,label,weight,probability", OfBars = "row,id,symbol,date,fold,label,weight,probability";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly Dataset _data;
    private readonly float[]? _weight;
    private readonly Prediction[] _rows;

    /// <param name="data">The dataset.</param>
    /// <param name="results">Of its folds, in their order.</param>
    /// <param name="populationRate">The event rate that the evaluation weighs the rows to; null: they count as they are.</param>
    internal OutOfFoldPredictions(Dataset data, IReadOnlyList<FoldResult> results, double? populationRate)
    {
        (_data, _weight) = (data, ScoredRows.Weights(data, results, populationRate));
        _rows =
        [
            .. results.SelectMany((result, fold) => result.Fold.Test.Zip(result.Probability, (row, p) => new Prediction(row, fold + 1, p)))
                .OrderBy(p => FileRow(p.Row)),
        ];
    }

    /// <summary>Row counts from 1, without the header; a label of 1 is the event; the weight is the one that the metrics used.</summary>
    public void Write(Stream to)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(_data.Symbol is null ? Tabular : OfBars);
        foreach (var (row, fold, probability) in _rows)
        {
            Write(text, FileRow(row) + 1);
            text.Write(Quoted(Cell(_data.Id, row)));
            text.Write(',');
            if (_data.Symbol is { } symbol)
            {
                text.Write(Quoted(Cell(symbol, row)));
                text.Write(',');
                text.Write(Date(_data.Time![row]));
                text.Write(',');
            }

            Write(text, fold);
            Write(text, _data.Label[row] ? 1 : 0);
            Write(text, (double)(_weight?[row] ?? 1));
            text.WriteLine(probability.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    private int FileRow(int row) => _data.FileRow?[row] ?? row;

    private static void Write<T>(StreamWriter text, T number)
        where T : IFormattable
    {
        text.Write(number.ToString(null, CultureInfo.InvariantCulture));
        text.Write(',');
    }

    private static string Cell(TableColumn? column, int row) => column switch
    {
        null => "",
        _ when column.IsMissing(row) => "",
        CategoryColumn texts => texts.Levels[texts.Codes[row]],
        NumericColumn numbers => numbers.Values[row].ToString("R", CultureInfo.InvariantCulture),
        DateColumn dates => Date(dates.Ticks[row]),
        _ => throw new InvalidOperationException($"Column {column.Name} is of no known kind."),
    };

    /// <summary>A day as a day, a moment as a moment.</summary>
    private static string Date(long ticks) => new DateTime(ticks, DateTimeKind.Utc) is var date && date.TimeOfDay == default
        ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Quoted(string cell)
        => cell.AsSpan().ContainsAny(Special) || cell.StartsWith(' ') || cell.EndsWith(' ')
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;

    /// <summary>One row that a fold tested.</summary>
    private readonly record struct Prediction(int Row, int Fold, double Probability);
}
