using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>
/// The fifth stage, apply: one loaded version. Thread-safe: each caller rents a row of its own. The same arithmetic for one
/// row and for a million.
/// </summary>
public sealed class Scorer
{
    private Scorer(Manifest manifest) => Manifest = manifest;

    public Manifest Manifest { get; }

    /// <summary>Loads a chain.</summary>
    /// <exception cref="DamagedModelException">The zip cannot be loaded or does not reproduce the manifest's golden rows.</exception>
    public static Scorer Load(Stream zip, Manifest manifest) => throw new NotImplementedException();

    /// <summary>A row to fill and score; give it back by disposing it.</summary>
    public ScoringRow Rent() => throw new NotImplementedException();

    internal void Return(ScoringRow row) => throw new NotImplementedException();
}
