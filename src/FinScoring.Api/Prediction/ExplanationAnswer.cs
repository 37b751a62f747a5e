using System.Text.Json.Serialization;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction;

/// <summary>What a score is made of: baseline + the sum of contributions = logOdds = ln(probability / (1 - probability)), to 1e-6.</summary>
internal sealed class ExplanationAnswer
{
    private readonly IReadOnlyList<Column> _inputs;

    public ExplanationAnswer(Explainer explainer, ScoringRow completedRow)
    {
        _inputs = completedRow.Scorer.Manifest.Signature.Inputs;
        Values = new double[_inputs.Count];
        Baseline = explainer.Explain(completedRow, Values);
        BaselineName = explainer.BaselineName;
        LogOdds = completedRow.LogOdds();
    }

    /// <summary>The mean log-odds of what the row is compared with.</summary>
    public double Baseline { get; }

    /// <summary>What that is: `background`, a sample of the training rows, or `training`, all of them.</summary>
    public string BaselineName { get; }

    /// <summary>Natural-log odds of the event.</summary>
    public double LogOdds { get; }

    /// <summary>Of every feature, the largest in size first.</summary>
    public IReadOnlyList<ContributionAnswer> Contributions => ContributionAnswer.Sorted(_inputs, Values);

    /// <summary>The contributions in the order of the signature's inputs.</summary>
    [JsonIgnore]
    public double[] Values { get; }
}

/// <summary>What a feature's value adds to the log-odds of the event.</summary>
/// <param name="Feature">A field of the request; for trade a feature computed from the bars.</param>
/// <param name="Contribution">In log-odds; above 0 towards the event.</param>
internal sealed record ContributionAnswer(string Feature, double Contribution)
{
    /// <summary>Values by input with their names, the largest in size first.</summary>
    public static ContributionAnswer[] Sorted(IReadOnlyList<Column> inputs, double[] values)
    {
        var sizes = Array.ConvertAll(values, value => -Math.Abs(value));
        var sorted = new ContributionAnswer[values.Length];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = new(inputs[i].Name, values[i]);
        Array.Sort(sizes, sorted);
        return sorted;
    }
}
