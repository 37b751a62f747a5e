using FinScoring.Core.Data;
using FinScoring.Core.Models;

namespace FinScoring.Core;

/// <summary>Training rows whose event rate is not the population's.</summary>
internal static class Prior
{
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The training rows, with both classes.</param>
    /// <param name="populationRate">Null: nothing to correct.</param>
    public static PriorCorrection? Correction(Dataset data, int[] rows, double? populationRate)
    {
        if (populationRate is not { } population) return null;
        var sample = data.EventRate(rows);
        return new(population, sample, LogOdds(population) - LogOdds(sample));
    }

    private static double LogOdds(double rate) => Math.Log(rate / (1 - rate));
}
