using System.Runtime.CompilerServices;
using System.Text.Json;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>What all explainers of a version share. Immutable.</summary>
internal sealed class ExplainedVersion
{
    private static readonly ConditionalWeakTable<Scorer, Lazy<ExplainedVersion?>> Versions = [];

    private readonly Lazy<Explainer> _training;

    private ExplainedVersion(Scorer scorer, SampleRows sample, Member[] members)
    {
        (Scorer, Sample, Members) = (scorer, sample, members);
        _training = new(() => new Explainer(this, (member, _) => member.AgainstTraining(), "training rows"));
    }

    public Scorer Scorer { get; }

    public SampleRows Sample { get; }

    public Member[] Members { get; }

    public Explainer AgainstTraining => _training.Value;

    /// <summary>Made when first asked for, once for each scorer; null where the version stores nothing for it.</summary>
    /// <exception cref="DamagedModelException">What it stores does not fit its model.</exception>
    public static ExplainedVersion? Of(Scorer scorer) => Versions.GetValue(scorer, static s => new(() => Read(s))).Value;

    private static ExplainedVersion? Read(Scorer scorer)
    {
        if (scorer.ExplanationFile is not { } content) return null;
        try
        {
            var stored = StoredExplanation.Read(content);
            if (stored.Members.Count != scorer.Predictors.Count || stored.Rows.Count == 0) throw new InvalidDataException("A part is missing.");
            var (slope, inputs) = (scorer.Manifest.LogOdds.Slope, scorer.Inputs.Length);
            Member[] members = [.. scorer.Predictors.Zip(stored.Members, (predictor, member) => Member.Of(predictor, member, slope, inputs))];
            return new(scorer, SampleRows.Score(scorer, stored.Rows), members);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new DamagedModelException(scorer.Manifest.Key, $"{VersionFolder.Explanation} does not fit the model", e);
        }
    }

    /// <summary>Against the first rows of the sample, which is in random order.</summary>
    public Explainer AgainstBackground(int rows) => Against([.. Enumerable.Range(0, Math.Min(rows, Sample.LogOdds.Length))], "background");

    public Explainer Against(IReadOnlyList<int> sampleRows, string name) => new(this, (member, m) => member.Against(Sample.Of(m, sampleRows)), name);
}
