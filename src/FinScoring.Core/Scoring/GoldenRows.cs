using System.Globalization;
using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>The proof that a loaded chain is the one that was fitted: made-up rows with known answers.</summary>
internal static class GoldenRows
{
    /// <summary>
    /// How far a log-odds may be from the recorded one, relative above 1: vector widths differ between machines and with them
    /// the rounding of sums in single precision.
    /// </summary>
    private const double Tolerance = 1e-4;

    /// <exception cref="DamagedModelException">A golden row cannot be scored or has another answer.</exception>
    public static void Check(Scorer scorer)
    {
        using var row = scorer.Rent();
        foreach (var golden in scorer.Manifest.Golden)
        {
            Fill(row, golden.Cells);
            if (!row.Complete() || !(Math.Abs(row.LogOdds() - golden.LogOdds) <= Tolerance * Math.Max(1, Math.Abs(golden.LogOdds))))
                throw new DamagedModelException(scorer.Manifest.Key, "the model does not reproduce its golden rows");
        }
    }

    /// <summary>Sets a row to cells in the order of the inputs, null where missing.</summary>
    public static void Fill(ScoringRow row, IReadOnlyList<string?> cells)
    {
        row.Clear();
        for (var input = 0; input < cells.Count; input++)
        {
            if (cells[input] is not { } cell) row.SetMissing(input);
            else if (row.Scorer.Inputs[input].IsNumeric) row.SetNumber(input, double.Parse(cell, CultureInfo.InvariantCulture), cell);
            else row.SetText(input, cell);
        }
    }
}
