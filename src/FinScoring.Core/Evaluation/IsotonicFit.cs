namespace FinScoring.Core.Evaluation;

/// <summary>A run of steps whose event rates do not rise.</summary>
internal readonly record struct IsotonicBlock(double Events, double Others, int Steps)
{
    public double Weight => Events + Others;

    public double EventRate => Events / Weight;

    public IsotonicBlock And(IsotonicBlock next) => new(Events + next.Events, Others + next.Others, Steps + next.Steps);
}

/// <summary>
/// Isotonic regression of the outcome on the probability by pooling adjacent violators (Ayer et al. 1955). The blocks' borders
/// are also the corners of the ROC curve's convex hull (Fawcett and Niculescu-Mizil 2007).
/// </summary>
internal static class IsotonicFit
{
    /// <summary>Blocks of strictly rising event rate.</summary>
    /// <param name="steps">Of rising probability.</param>
    public static IReadOnlyList<IsotonicBlock> Of(IReadOnlyList<ScoreStep> steps)
    {
        var blocks = new List<IsotonicBlock>();
        foreach (var step in steps)
        {
            var block = new IsotonicBlock(step.Events, step.Others, 1);
            while (blocks.Count > 0 && blocks[^1].EventRate >= block.EventRate)
            {
                block = blocks[^1].And(block);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return blocks;
    }
}
