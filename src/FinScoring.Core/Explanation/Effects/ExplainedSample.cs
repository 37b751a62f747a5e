using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation.Effects;

/// <summary>The stored sample of a version, each row explained.</summary>
/// <param name="Cells">Of each row, by input.</param>
/// <param name="Contributions">Of each input, by row.</param>
/// <param name="Features">For each model of the chain, each row's feature vector.</param>
internal sealed record ExplainedSample(IReadOnlyList<IReadOnlyList<string?>> Cells, double[][] Contributions, float[][][] Features)
{
    /// <exception cref="DamagedModelException">The contributions do not add up to a row's score.</exception>
    public static ExplainedSample Of(Scorer scorer, Explainer explainer)
    {
        var (cells, _, features) = explainer.Sample;
        var sample = new ExplainedSample(cells, [.. scorer.Inputs.Select(_ => new double[cells.Count])], features);
        var contributions = new double[scorer.Inputs.Length];
        using var row = scorer.Rent();
        for (var r = 0; r < cells.Count; r++)
        {
            // The explainer has scored these rows before: they are complete.
            GoldenRows.Fill(row, cells[r]);
            row.Complete();
            explainer.Explain(row, contributions);
            for (var i = 0; i < contributions.Length; i++) sample.Contributions[i][r] = contributions[i];
        }

        return sample;
    }

    public IReadOnlyList<string?> CellsOf(int input) => [.. Cells.Select(row => row[input])];
}
