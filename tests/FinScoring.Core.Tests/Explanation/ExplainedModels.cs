using System.Collections.Concurrent;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Explanation;

/// <summary>
/// Loans of every kind of column there is: a number that may be missing, one with a code among its numbers, one of few values, a
/// category with a missing level, and one of many levels. Each model trained once.
/// </summary>
internal static class ExplainedModels
{
    public const int Rows = 800;

    private static readonly ConcurrentDictionary<(string, double?), Lazy<TrainedModel>> Models = new();

    public static TrainedModel Get(string algorithm, double? populationRate = null)
        => Models.GetOrAdd((algorithm, populationRate), _ => new(() => TrainedModels.Train("loan", Options(algorithm, populationRate), table: Loans()))).Value;

    public static Scorer Load(TrainedModel model) => Load(model, model.Explanation.ToJson());

    public static Scorer Load(TrainedModel model, byte[]? explanation)
        => Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest, explanation: explanation);

    /// <summary>The log-odds of a row of cells.</summary>
    public static double LogOdds(ScoringRow row, IReadOnlyList<string?> cells)
    {
        GoldenRows.Fill(row, cells);
        Assert.True(row.Complete());
        return row.LogOdds();
    }

    /// <summary>The baseline and each input's contribution.</summary>
    public static (double Baseline, double[] Contributions) Explain(Explainer explainer, ScoringRow completedRow)
    {
        var contributions = new double[completedRow.Scorer.Manifest.Signature.Inputs.Count];
        // What is there already must not count.
        Array.Fill(contributions, 99);
        return (explainer.Explain(completedRow, contributions), contributions);
    }

    private static TrainingOptions Options(string algorithm, double? populationRate) => new()
    {
        Label = "event",
        Folds = 2,
        Algorithm = algorithm,
        PopulationRate = populationRate,
        Selection = "none",
        Specials = ["months:-9"],
    };

    private static Table Loans()
    {
        var random = new Random(5);
        double[] amount = new double[Rows], months = new double[Rows], grade = new double[Rows], label = new double[Rows];
        int[] purpose = new int[Rows], city = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            amount[row] = random.NextDouble() < 0.15 ? double.NaN : 100 * Math.Exp(PlantedData.Normal(random));
            months[row] = random.NextDouble() < 0.2 ? -9 : random.Next(1, 120);
            grade[row] = random.Next(1, 5);
            purpose[row] = random.Next(5) - 1;
            city[row] = random.Next(40);
            var logOdds = -0.8 + (double.IsNaN(amount[row]) ? 0.7 : 0.004 * amount[row]) + (months[row] == -9 ? 0.9 : -0.01 * months[row])
                + (grade[row] == 3 ? 0.8 : 0) + (purpose[row] == 1 ? 1 : purpose[row] < 0 ? -0.7 : 0) + (city[row] < 12 ? 0.7 : 0)
                + (purpose[row] == 2 && grade[row] > 2 ? 0.8 : 0);
            label[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
        }

        return Tables.Of(
            new NumericColumn("amount", amount), new NumericColumn("months", months), new NumericColumn("grade", grade),
            new CategoryColumn("purpose", purpose, ["car", "home", "study", "other"]),
            new CategoryColumn("city", city, [.. Enumerable.Range(0, 40).Select(c => $"city {c}")]), new NumericColumn("event", label));
    }
}
