namespace FinScoring.Core.Explanation;

/// <summary>The changes of one input that lower the probability, each further than any smaller one does; the smallest first.</summary>
/// <param name="Input">Index into the signature's inputs.</param>
/// <param name="Steps">At least one.</param>
internal sealed record UsefulChanges(int Input, UsefulChange[] Steps)
{
    /// <summary>As far as this input alone brings the probability.</summary>
    public double Lowest => Steps[^1].Probability;

    /// <summary>Null if no change of the input lowers the probability.</summary>
    public static UsefulChanges? Of(Trial row, Alternatives input, double present, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var tried = input.Of(row).Select(change => new UsefulChange(change, input.SizeOf(row, change), row.Probability([change])));
        var steps = new List<UsefulChange>();
        foreach (var step in tried.OrderBy(s => s.Size).ThenBy(s => s.Probability))
        {
            if (step.Probability < (steps.Count == 0 ? present : steps[^1].Probability)) steps.Add(step);
        }

        return steps.Count == 0 ? null : new(steps[0].Change.Input, [.. steps]);
    }

    /// <summary>At most so many of them, evenly, the last among them.</summary>
    public UsefulChanges Thinned(int most)
        => Steps.Length <= most ? this : this with { Steps = [.. Enumerable.Range(1, most).Select(i => Steps[i * Steps.Length / most - 1])] };
}

/// <summary>A change, its size and the probability with it alone.</summary>
internal readonly record struct UsefulChange(InputChange Change, double Size, double Probability);
