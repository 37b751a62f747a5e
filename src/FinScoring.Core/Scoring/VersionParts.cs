using System.Collections.Concurrent;

namespace FinScoring.Core.Scoring;

/// <summary>What is made of a version when first asked for and goes with it, one of each type. Thread-safe.</summary>
internal sealed class VersionParts(Scorer scorer)
{
    private readonly ConcurrentDictionary<Type, object> _parts = [];

    public Part<T> Of<T>(Func<Scorer, T> make)
        => (Part<T>)_parts.GetOrAdd(typeof(T), static (_, made) => new Part<T>(() => made.make(made.scorer)), (scorer, make));
}
