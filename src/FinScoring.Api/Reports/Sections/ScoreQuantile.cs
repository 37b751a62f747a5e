using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Reports.Sections;

/// <summary>Quantiles of stored scores, the rows of a cell spread evenly over it.</summary>
internal static class ScoreQuantile
{
    /// <summary>The probability up to which a share of the rows lies.</summary>
    /// <param name="cells">Of rising probability.</param>
    /// <param name="count">The rows of a cell that count.</param>
    /// <param name="share">Above 0, at most 1.</param>
    /// <returns>Null where no rows count.</returns>
    public static double? Of(IReadOnlyList<ScoreCell> cells, Func<ScoreCell, double> count, double share)
    {
        if (cells.LastOrDefault(cell => count(cell) > 0) is not { } last) return null;
        var left = share * cells.Sum(count);
        foreach (var cell in cells)
        {
            var rows = count(cell);
            if (rows > 0 && left <= rows) return cell.Lowest + left / rows * (cell.Highest - cell.Lowest);
            left -= rows;
        }

        // What rounding leaves over.
        return last.Highest;
    }
}
