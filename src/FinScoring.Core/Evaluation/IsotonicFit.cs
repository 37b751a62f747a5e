namespace FinScoring.Core.Evaluation;

/// <summary>A run of steps whose event rates do not rise.</summary>
internal readonly record struct IsotonicBlock(double Events, double Others, int Steps)
{
    public double Weight => Events + Others;

    public double EventRate => Events / Weight;

    public IsotonicBlock And(IsotonicBlock next) => new(Events + next.Events, Others + next.Others, Steps + next.Steps);

    /// <summary>Whether the event rate does not rise from here to the next. Without a division: every row of every resample asks.</summary>
    public bool IsAtLeast(IsotonicBlock next) => Events * next.Others >= next.Events * Others;
}

/// <summary>
/// Isotonic regression of the outcome on the probability by pooling adjacent violators (Ayer et al. 1955). The blocks' borders
/// are also the corners of the ROC curve's convex hull (Fawcett and Niculescu-Mizil 2007).
/// </summary>
internal sealed class IsotonicFit
{
    private IsotonicBlock[] _blocks = new IsotonicBlock[64];
    private int _count;

    /// <summary>Blocks of strictly rising event rate.</summary>
    public IReadOnlyList<IsotonicBlock> Blocks => _blocks[.._count];

    /// <summary>The blocks of these steps.</summary>
    /// <param name="steps">Of rising probability.</param>
    public static IReadOnlyList<IsotonicBlock> Of(IReadOnlyList<ScoreStep> steps)
    {
        var fit = new IsotonicFit();
        foreach (var step in steps) fit.Add(step.Events, step.Others);
        return fit.Blocks;
    }

    /// <summary>The steps of the next higher probabilities, each with a weight that is not 0.</summary>
    public void Add(WeightedSteps steps)
    {
        for (var i = 0; i < steps.Length; i++) Add(steps.Events[i], steps.Others[i]);
    }

    /// <summary>The rows of the next higher probability, by weight, which is not 0.</summary>
    public void Add(double events, double others)
    {
        var block = new IsotonicBlock(events, others, 1);
        for (; _count > 0 && _blocks[_count - 1].IsAtLeast(block); _count--) block = _blocks[_count - 1].And(block);
        if (_count == _blocks.Length) Array.Resize(ref _blocks, 2 * _count);
        _blocks[_count++] = block;
    }
}
