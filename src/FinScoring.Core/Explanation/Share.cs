namespace FinScoring.Core.Explanation;

/// <summary>A member's share of the log-odds, split among the inputs. Immutable.</summary>
internal abstract class Share
{
    /// <summary>Its mean over the rows compared with.</summary>
    public abstract double Baseline { get; }

    /// <summary>What its tables take in memory.</summary>
    public virtual long Bytes => 0;

    /// <summary>Adds each input's contribution.</summary>
    /// <param name="features">The feature vector of the row to explain.</param>
    /// <param name="contributions">In log-odds, by input.</param>
    public abstract void Add(ReadOnlySpan<float> features, Span<double> contributions);
}
