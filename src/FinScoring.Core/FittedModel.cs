using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization;
using FinScoring.Core.Normalization.Binning;
using FinScoring.Core.Normalization.PerColumn;
using FinScoring.Core.Scoring;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core;

/// <summary>What stages 1 to 3 learned from some training rows: one flat chain from the kept raw inputs to a score.</summary>
internal sealed record FittedModel
{
    /// <summary>How far a single-precision sum may be from a double one, relative above 1.</summary>
    private const double Rounding = 1e-6;

    public required Mix Mix { get; init; }

    public required TransformerChain<ITransformer> Chain { get; init; }

    /// <summary>The kept inputs, as indices into the dataset's.</summary>
    public required IReadOnlyList<int> Inputs { get; init; }

    /// <summary>From the chain's score to log-odds.</summary>
    public required LogOddsMap Map { get; init; }

    public required IReadOnlyList<FeatureReport> Selection { get; init; }

    /// <summary>The bins of each kept input, where the chain puts its values into bins.</summary>
    public IReadOnlyList<ColumnBins> Bins { get; init; } = [];

    /// <summary>The scale of each kept number in the linear model, where each has its own.</summary>
    public IReadOnlyList<ColumnNormalization> Scales { get; init; } = [];

    /// <summary>Numbers that the linear model holds to the range of its training rows.</summary>
    public IReadOnlyList<ColumnRange> Ranges { get; init; } = [];

    /// <summary>What the chain's score is a sum of, where it is to be shown: a coefficient for each of <see cref="Bins"/>.</summary>
    public LinearTerms? Terms { get; init; }

    /// <summary>How the log-odds were calibrated.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>How the log-odds were moved to the population's event rate.</summary>
    public PriorCorrection? Prior { get; init; }

    /// <summary>The scores of feature vectors by the library that learned them, where that is not ML.NET.</summary>
    public Func<FeatureRows, double[]>? Reference { get; init; }

    /// <summary>The input behind each slot of the feature vector, as index into the dataset's; none for a blend.</summary>
    public IReadOnlyList<int> Slots { get; init; } = [];

    /// <summary>What a blend is made of; empty if it is none.</summary>
    public IReadOnlyList<FittedModel> Members { get; init; } = [];

    /// <summary>In a blend, whose Score is a sum: what its own Score is multiplied by there.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>Why this algorithm.</summary>
    public string Reason { get; init; } = "Asked for.";

    /// <summary>What auto compared, best first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>The log-odds of rows of a dataset with the same inputs as the one learned from, by the steps that requests are scored with.</summary>
    public double[] LogOdds(Dataset data, int[] rows)
    {
        using var served = new ServedRows(Chain, [.. Inputs.Select(i => data.Signature.Inputs[i])], new DatasetView(data, rows, Inputs), schema => [schema[ScoreColumn.Name]]);
        var get = served.Row.GetGetter<float>(served.Row.Schema[ScoreColumn.Name]);
        var logOdds = new double[rows.Length];
        var score = 0f;
        for (var i = 0; served.MoveNext(); i++)
        {
            get(ref score);
            logOdds[i] = Map.LogOdds(score);
        }

        return logOdds;
    }

    /// <summary>The same by ML.NET's own steps.</summary>
    public double[] LogOddsByLibrary(Dataset data, int[] rows)
        => Array.ConvertAll(ScoreColumn.Read(Chain.Transform(new DatasetView(data, rows, Inputs)), rows.Length), Map.LogOdds);

    /// <summary>The same model for a dataset that has only these of the inputs.</summary>
    public FittedModel Over(IReadOnlyList<int> inputs)
    {
        var places = inputs.Select((input, place) => (input, place)).ToDictionary(p => p.input, p => p.place);
        return this with
        {
            Inputs = [.. Inputs.Select(i => places[i])],
            Slots = [.. Slots.Select(i => places[i])],
            Members = [.. Members.Select(m => m.Over(inputs))],
        };
    }

    /// <summary>Compares the chain, or those of a blend's members, with the library that learned it.</summary>
    /// <exception cref="TrainingFaultException">They score a row differently.</exception>
    public void CheckReference(Dataset data, int[] rows)
    {
        foreach (var member in Members) member.CheckReference(data, rows);
        if (Reference is null) return;
        var scored = Chain.Transform(new DatasetView(data, rows, Inputs));
        var expected = Reference(FeatureRows.Read(scored, FeatureMatrix.Features, rows.Length));
        var wrong = ScoreColumn.Read(scored, rows.Length).Zip(expected, Agree).Count(agree => !agree);
        if (wrong == 0) return;
        throw new TrainingFaultException(
            $"The saved form of the {Mix.Name} model scores {wrong} of {rows.Length} golden rows differently than the library that trained it.");

        static bool Agree(float score, double reference) => Math.Abs(score - reference) <= Rounding * Math.Max(1, Math.Abs(reference));
    }

    public double[] Probability(Dataset data, int[] rows) => Array.ConvertAll(LogOdds(data, rows), LogOddsMap.Probability);
}
