using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization.Binning;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core;

/// <summary>What stages 1 to 3 learned from some training rows: one flat chain from the kept raw inputs to a score.</summary>
internal sealed record FittedModel
{
    public required Mix Mix { get; init; }

    public required TransformerChain<ITransformer> Chain { get; init; }

    /// <summary>The kept inputs, as indices into the dataset's.</summary>
    public required IReadOnlyList<int> Inputs { get; init; }

    /// <summary>From the chain's score to log-odds.</summary>
    public required LogOddsMap Map { get; init; }

    public required IReadOnlyList<FeatureReport> Selection { get; init; }

    /// <summary>The bins of each kept input, where the chain puts its values into bins.</summary>
    public IReadOnlyList<ColumnBins> Bins { get; init; } = [];

    /// <summary>What the chain's score is a sum of, where it is to be shown: a coefficient for each of <see cref="Bins"/>.</summary>
    public LinearTerms? Terms { get; init; }

    /// <summary>How the log-odds were calibrated.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>How the log-odds were moved to the population's event rate.</summary>
    public PriorCorrection? Prior { get; init; }

    /// <summary>Why this algorithm.</summary>
    public string Reason { get; init; } = "Asked for.";

    /// <summary>What auto compared, best first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>The log-odds of rows of a dataset with the same inputs as the one learned from.</summary>
    public double[] LogOdds(Dataset data, int[] rows)
    {
        var scored = Chain.Transform(new DatasetView(data, rows, Inputs));
        return Array.ConvertAll(ScoreColumn.Read(scored, rows.Length), Map.LogOdds);
    }

    public double[] Probability(Dataset data, int[] rows) => Array.ConvertAll(LogOdds(data, rows), LogOddsMap.Probability);
}
