using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

/// <summary>
/// Whom files are drawn from: scores of those without the event are N(0, 1), of those with it N(shift, 1). By Bayes' rule the
/// log-odds are logit(rate) + shift x - shift²/2, which is what a perfect model says; divided by the slope they are too timid or too bold.
/// </summary>
internal sealed record Population(double Rate, double Shift, double Slope = 1)
{
    /// <summary>Neighbours that share label and most of their score; 1: rows are independent.</summary>
    public int RowsPerGroup { get; init; } = 1;

    /// <summary>The share of events in a file, whose rows are weighed back to the population's; null: as they come.</summary>
    public double? SampledRate { get; init; }

    /// <summary>Probabilities in steps of one over this; 0: as they come.</summary>
    public int Levels { get; init; }

    public ScoredRows Draw(int rows, int seed)
    {
        var random = new Random(seed);
        var (label, probability, common) = (new bool[rows], new double[rows], 0.0);
        for (var i = 0; i < rows; i++)
        {
            var isFirst = i % RowsPerGroup == 0;
            label[i] = isFirst ? random.NextDouble() < (SampledRate ?? Rate) : label[i - 1];
            common = isFirst ? PlantedData.Normal(random) : common;
            var noise = RowsPerGroup == 1 ? common : Math.Sqrt(0.8) * common + Math.Sqrt(0.2) * PlantedData.Normal(random);
            probability[i] = Probability(noise + (label[i] ? Shift : 0));
        }

        var drawn = new ScoredRows(probability, label) { Group = RowsPerGroup == 1 ? null : [.. label.Select((_, i) => i / RowsPerGroup)] };
        return SampledRate is null ? drawn : drawn with { Weight = Weights(label), PopulationRate = Rate };
    }

    private double Probability(double score)
    {
        var exact = 1 / (1 + Math.Exp(-(Math.Log(Rate / (1 - Rate)) + Shift * score - Shift * Shift / 2) / Slope));
        return Levels == 0 ? exact : (Math.Min(Math.Floor(exact * Levels), Levels - 1) + 0.5) / Levels;
    }

    private float[] Weights(bool[] label)
    {
        var events = label.Average(y => y ? 1.0 : 0);
        return [.. label.Select(y => (float)(y ? Rate / events : (1 - Rate) / (1 - events)))];
    }
}
