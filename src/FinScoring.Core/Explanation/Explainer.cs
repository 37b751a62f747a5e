using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>
/// Says what scores of one loaded version are made of, compared with rows of its stored sample or with all its training rows.
/// Immutable and thread-safe.
/// </summary>
public sealed class Explainer
{
    /// <summary>
    /// How far the sum in double may be from the answer, relative above 1 to the size of what is summed up. Single precision is good
    /// to 1e-7, and errors of a few hundred terms stay far below this; a part left out does not.
    /// </summary>
    private const double Tolerance = 1e-5;

    private readonly ExplainedVersion _version;
    private readonly Share[] _shares;

    internal Explainer(ExplainedVersion version, Func<Member, int, Share> share, string name)
    {
        (_version, BaselineName) = (version, name);
        _shares = [.. version.Members.Select(share)];
        version.Scorer.Grow(_shares.Sum(s => s.Bytes));
        Baseline = version.Scorer.Manifest.LogOdds.Offset + _shares.Sum(s => s.Baseline);
    }

    /// <summary>What scores are compared with.</summary>
    public string BaselineName { get; }

    /// <summary>The mean log-odds of what scores are compared with.</summary>
    public double Baseline { get; }

    internal SampleRows Sample => _version.Sample;

    /// <summary>The models inside the chain.</summary>
    internal Member[] Members => _version.Members;

    /// <summary>
    /// Against all training rows. A tree's inputs that are not the row's go each way as often as the training rows did
    /// (path-dependent); for a sum over inputs it is the same game.
    /// </summary>
    public Explainer AgainstTraining => _version.Training.Value;

    /// <summary>
    /// Against a hundred rows of the sample. Made when first asked for, once for each scorer, on this thread: a request awaits
    /// <see cref="OfAsync"/>.
    /// </summary>
    /// <returns>Null where the version stores nothing to compare with.</returns>
    /// <exception cref="DamagedModelException">What it stores does not fit its model.</exception>
    public static Explainer? Of(Scorer scorer) => ExplainedVersion.Of(scorer)?.Background.Value;

    /// <summary>Against a hundred rows of the sample, or all training rows; made on these threads when first asked for.</summary>
    /// <returns>Null where the version stores nothing to compare with.</returns>
    /// <exception cref="DamagedModelException">What it stores does not fit its model.</exception>
    public static async ValueTask<Explainer?> OfAsync(Scorer scorer, OwnThreads threads, bool againstTraining = false)
        => await ExplainedVersion.PartOf(scorer).ValueAsync(threads) is { } version
            ? await (againstTraining ? version.Training : version.Background).ValueAsync(threads)
            : null;

    /// <summary>
    /// Splits a score: baseline + the sum of contributions = log-odds, to 1e-6. The contributions are Shapley values (Lundberg and Lee
    /// 2017), exact and in double, of a game whose players are the inputs: all that an input became in the feature vector plays as
    /// one. Allocates nothing.
    /// </summary>
    /// <param name="completedRow">A row of this version's scorer, completed.</param>
    /// <param name="contributions">Set to the contribution of each of the signature's inputs, in their order.</param>
    /// <returns>
    /// The baseline. A chain scores in single precision: how far the answer is from the sum in double, some 1e-7 of it, is in here,
    /// so that no contribution holds what no input has to do with.
    /// </returns>
    /// <exception cref="DamagedModelException">The contributions do not add up to the score.</exception>
    public double Explain(ScoringRow completedRow, Span<double> contributions)
    {
        if (completedRow.Scorer != _version.Scorer) throw new ArgumentException("The row is another version's.", nameof(completedRow));
        contributions.Clear();
        for (var m = 0; m < _shares.Length; m++) _shares[m].Add(completedRow.Features(m), contributions);
        var (sum, size) = (Baseline, Math.Max(1, Math.Abs(Baseline)));
        foreach (var contribution in contributions) (sum, size) = (sum + contribution, size + Math.Abs(contribution));
        var rounding = completedRow.LogOdds() - sum;
        return Math.Abs(rounding) <= Tolerance * size ? Baseline + rounding
            : throw new DamagedModelException(_version.Scorer.Manifest.Key, "the contributions do not add up to the score");
    }
}
