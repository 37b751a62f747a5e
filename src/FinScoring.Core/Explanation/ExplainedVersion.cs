using System.Text.Json;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>What all explainers of a version share. Immutable.</summary>
internal sealed class ExplainedVersion
{
    /// <summary>What trees' tables of a version may take: 64 MB.</summary>
    private const int MostTableValues = 64 * 1024 * 1024 / sizeof(double);

    /// <summary>
    /// Against the background and against those who just pass: each has half of the room. All training rows, which a request must ask
    /// for by name, take as much again.
    /// </summary>
    private const int Games = 2;

    private const int BackgroundRows = 100;

    private readonly int _tableValues;

    private ExplainedVersion(Scorer scorer, SampleRows sample, Member[] members)
    {
        (Scorer, Sample, Members) = (scorer, sample, members);
        _tableValues = MostTableValues / (Games * Math.Max(1, members.Count(m => m.Leaves.Any())));
        Background = new(() => AgainstBackground(_tableValues));
        Training = new(() => AgainstTraining(_tableValues));
    }

    public Scorer Scorer { get; }

    public SampleRows Sample { get; }

    public Member[] Members { get; }

    /// <summary>Against a hundred rows of the sample.</summary>
    public Part<Explainer> Background { get; }

    /// <summary>Against all training rows.</summary>
    public Part<Explainer> Training { get; }

    /// <summary>The two without tables, which are quicker to make than to use: for a few rows.</summary>
    public IEnumerable<Explainer> WithoutTables => [AgainstBackground(0), AgainstTraining(0)];

    /// <summary>Null where the version stores nothing for it.</summary>
    /// <exception cref="DamagedModelException">What it stores does not fit its model.</exception>
    public static ExplainedVersion? Of(Scorer scorer) => PartOf(scorer).Value;

    public static Part<ExplainedVersion?> PartOf(Scorer scorer) => scorer.Parts.Of(Read);

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

    /// <summary>Against other rows of the sample. Takes longer than an explanation: keep it.</summary>
    /// <param name="sampleRows">Places in the sample, at least one; each an equal part.</param>
    /// <param name="name">What to call them.</param>
    public Explainer Against(IReadOnlyList<int> sampleRows, string name) => Against(sampleRows, name, _tableValues);

    /// <summary>The first rows of the sample, which is in random order.</summary>
    private Explainer AgainstBackground(int tableValues)
        => Against([.. Enumerable.Range(0, Math.Min(BackgroundRows, Sample.LogOdds.Length))], "background", tableValues);

    private Explainer AgainstTraining(int tableValues) => new(this, (member, _) => member.AgainstTraining(tableValues), "training");

    private Explainer Against(IReadOnlyList<int> sampleRows, string name, int tableValues)
        => new(this, (member, m) => member.Against(Sample.Of(m, sampleRows), tableValues), name);
}
