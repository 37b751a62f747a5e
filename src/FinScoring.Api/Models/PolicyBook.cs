using FinScoring.Core.Domains;
using FinScoring.Core.Models;

namespace FinScoring.Api.Models;

/// <summary>A state of a model's policy; states are numbered from 1 and all are kept.</summary>
internal sealed record NumberedPolicy(int Number, Policy Policy);

/// <summary>
/// The policies of all models, in memory so that a prediction never waits for the database, and written through to it.
/// </summary>
internal sealed class PolicyBook
{
    /// <summary>The current state; the domain's default as number 1 until someone sets one.</summary>
    public NumberedPolicy Current(ModelKey model) => throw new NotImplementedException();

    /// <summary>Stores the next state and makes it current.</summary>
    public Task<NumberedPolicy> SetAsync(ModelKey model, Policy policy, CancellationToken cancel) => throw new NotImplementedException();
}
