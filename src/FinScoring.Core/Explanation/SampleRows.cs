using System.Globalization;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>The stored sample of training rows, scored: what a row can be compared with. Immutable.</summary>
/// <param name="Cells">Of each row, by input; null where missing.</param>
/// <param name="LogOdds">Of each row.</param>
/// <param name="Features">For each model of the chain, each row's feature vector.</param>
internal sealed record SampleRows(IReadOnlyList<IReadOnlyList<string?>> Cells, double[] LogOdds, float[][][] Features)
{
    /// <exception cref="DamagedModelException">A row cannot be scored.</exception>
    public static SampleRows Score(Scorer scorer, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        var sample = new SampleRows(rows, new double[rows.Count], [.. scorer.Predictors.Select(_ => new float[rows.Count][])]);
        using var row = scorer.Rent();
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Count != scorer.Inputs.Length || !Complete(row, rows[i]))
                throw new DamagedModelException(scorer.Manifest.Key, "a stored training row cannot be scored");
            sample.LogOdds[i] = row.LogOdds();
            for (var m = 0; m < sample.Features.Length; m++) sample.Features[m][i] = row.Features(m).ToArray();
        }

        return sample;
    }

    /// <summary>Those of some rows, for one model of the chain.</summary>
    public float[][] Of(int member, IReadOnlyList<int> rows) => [.. rows.Select(r => Features[member][r])];

    /// <summary>The known numbers of a numeric input in some of the rows, codes aside, ascending.</summary>
    public double[] Numbers(ScoringInput accepted, int input, IEnumerable<int> rows)
    {
        var numbers = rows.Select(row => Cells[row][input]).OfType<string>()
            .Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).Where(value => !accepted.IsSpecial(value));
        return [.. numbers.Order()];
    }

    private static bool Complete(ScoringRow row, IReadOnlyList<string?> cells)
    {
        GoldenRows.Fill(row, cells);
        return row.Complete();
    }
}
