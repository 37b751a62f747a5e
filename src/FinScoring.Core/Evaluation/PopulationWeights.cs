using FinScoring.Core.Data;

namespace FinScoring.Core.Evaluation;

/// <summary>Weights under which rows have the population's event rate, though the sample has another.</summary>
internal static class PopulationWeights
{
    /// <summary>Those of all rows of a dataset: of some of them, the rows given, they make the rate and keep the sum.</summary>
    public static float[] Of(Dataset data, IEnumerable<int> rows, double rate)
    {
        double events = 0, others = 0;
        foreach (var row in rows)
        {
            if (data.Label[row]) events += WeightOf(row);
            else others += WeightOf(row);
        }

        var (ofEvent, ofOther) = Factors(events, others, rate);
        return [.. data.Label.Select((y, row) => (float)(WeightOf(row) * (y ? ofEvent : ofOther)))];

        float WeightOf(int row) => data.Weight?[row] ?? 1;
    }

    /// <summary>The same, in place, for a resample: that it drew more events or fewer tells nothing of a rate that is known.</summary>
    public static void Restore(double[] weight, bool[] label, double rate)
    {
        double events = 0, others = 0;
        for (var i = 0; i < weight.Length; i++)
        {
            if (label[i]) events += weight[i];
            else others += weight[i];
        }

        var (ofEvent, ofOther) = Factors(events, others, rate);
        for (var i = 0; i < weight.Length; i++) weight[i] *= label[i] ? ofEvent : ofOther;
    }

    /// <summary>1 where a class is missing.</summary>
    private static (double Event, double Other) Factors(double events, double others, double rate)
        => events > 0 && others > 0 ? (rate * (events + others) / events, (1 - rate) * (events + others) / others) : (1, 1);
}
