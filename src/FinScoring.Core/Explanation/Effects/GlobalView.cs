using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation.Effects;

/// <summary>What a version does as a whole, on its stored sample of training rows; everything in log-odds of the event.</summary>
/// <param name="Baseline">The mean log-odds of the rows that contributions are compared with.</param>
/// <param name="BaselineName">Which rows those are.</param>
/// <param name="Rows">The number of sample rows.</param>
/// <param name="Importance">Of every input, the largest first.</param>
/// <param name="Effects">Of every input, in the same order.</param>
/// <param name="Interactions">
/// Among the eight most important inputs, the pairs that some part of the model looks at together, by H² from the largest; none for
/// a model that is a sum over inputs.
/// </param>
public sealed record GlobalView(
    double Baseline, string BaselineName, int Rows,
    IReadOnlyList<FeatureImportance> Importance, IReadOnlyList<FeatureEffect> Effects, IReadOnlyList<Interaction> Interactions)
{
    private const int InputsPaired = 8;

    /// <summary>Computed when first asked for, once for each scorer, on this thread: a request awaits <see cref="OfAsync"/>.</summary>
    /// <returns>Null where the version stores no rows to look at.</returns>
    /// <exception cref="DamagedModelException">What it stores does not fit its model.</exception>
    public static GlobalView? Of(Scorer scorer) => PartOf(scorer).Value;

    /// <summary>Computed on these threads when first asked for, once for each scorer.</summary>
    /// <returns>Null where the version stores no rows to look at.</returns>
    /// <exception cref="DamagedModelException">What it stores does not fit its model.</exception>
    public static ValueTask<GlobalView?> OfAsync(Scorer scorer, OwnThreads threads) => PartOf(scorer).ValueAsync(threads);

    private static Part<GlobalView?> PartOf(Scorer scorer)
        => scorer.Parts.Of(static s => Explainer.Of(s) is { } explainer ? Compute(s, explainer) : null);

    private static GlobalView Compute(Scorer scorer, Explainer explainer)
    {
        var sample = ExplainedSample.Of(scorer, explainer);
        double[] sizes = [.. sample.Contributions.Select(values => values.Average(Math.Abs))];
        int[] order = [.. Enumerable.Range(0, sizes.Length).OrderByDescending(i => sizes[i])];
        var sum = sizes.Sum();
        return new(
            explainer.Baseline, explainer.BaselineName, sample.Cells.Count,
            [.. order.Select(i => new FeatureImportance(Name(i), sizes[i], sum > 0 ? sizes[i] / sum : 0))],
            [.. order.Select(i => FeatureEffect.Of(scorer.Inputs[i], sample.CellsOf(i), sample.Contributions[i]))],
            [.. PartialDependence.Of(explainer.Members, sample.Features, sizes.Length, [.. order.Take(InputsPaired)])
                .Select(pair => new Interaction(Name(pair.First), Name(pair.Second), pair.HSquared, pair.Rms))]);

        string Name(int input) => scorer.Inputs[input].Column.Name;
    }
}

/// <summary>How much an input moves scores.</summary>
/// <param name="Feature">The input.</param>
/// <param name="MeanAbsolute">The mean size of its contributions, 0 for an input that no part of the model uses.</param>
/// <param name="Share">Of the sum over all inputs, 0 to 1.</param>
public sealed record FeatureImportance(string Feature, double MeanAbsolute, double Share);

/// <summary>How far two inputs work together, in what they add to the log-odds on average over the others.</summary>
/// <param name="First">The more important input.</param>
/// <param name="Second">The other.</param>
/// <param name="HSquared">
/// The share of the variance of their joint effect that their single effects leave (Friedman and Popescu 2008). Can pass 1 where the
/// single effects cancel out.
/// </param>
/// <param name="Rms">The root mean square of what is left: large in H² alone is a share of little.</param>
public sealed record Interaction(string First, string Second, double HSquared, double Rms);
