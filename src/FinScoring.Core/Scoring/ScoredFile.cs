using FinScoring.Core.Data;

namespace FinScoring.Core.Scoring;

/// <summary>A labelled file, read as a version's signature and options say, and scored by it.</summary>
/// <param name="Data">Its labelled rows.</param>
/// <param name="LogOdds">Of each of them.</param>
/// <param name="Warnings">What the training never saw, a sentence for each kind and column.</param>
internal sealed record ScoredFile(Dataset Data, double[] LogOdds, IReadOnlyList<string> Warnings);
