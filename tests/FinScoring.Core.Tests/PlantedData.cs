using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>Small made-up files with a planted signal.</summary>
internal static class PlantedData
{
    public static TrainingOptions LoanOptions { get; } = new() { Label = "event", Folds = 3 };

    /// <summary>
    /// Log-odds of the event = -0.5 + 1.5 x (-1 where x is missing) + (z is "b" ? 1.5 : 0). Beside them a copy of x, noise, and
    /// a category too rare to learn from.
    /// </summary>
    public static Table Loans(int rows = 600, int seed = 7)
    {
        var random = new Random(seed);
        double[] x = new double[rows], noise = new double[rows], weight = new double[rows], label = new double[rows];
        int[] z = new int[rows], rare = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            x[row] = random.NextDouble() < 0.1 ? double.NaN : Normal(random);
            z[row] = random.Next(4) - 1;
            noise[row] = Normal(random);
            weight[row] = 1 + row % 3;
            rare[row] = row < 3 ? 1 : 0;
            var logOdds = -0.5 + (double.IsNaN(x[row]) ? -1 : 1.5 * x[row]) + (z[row] == 1 ? 1.5 : 0);
            label[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
        }

        return Tables.Of(
            new NumericColumn("x", x), new NumericColumn("copy", [.. x.Select(v => 3 - 2 * v)]), new NumericColumn("noise", noise),
            new CategoryColumn("z", z, ["a", "b", "c"]), new CategoryColumn("rare", rare, ["no", "yes"]),
            new NumericColumn("weight", weight), new NumericColumn("event", label));
    }

    /// <summary>Bars of one symbol whose daily returns follow r(t) = 0.6 r(t - 1) + noise: the last return says where the next goes.</summary>
    public static Table Bars(int rows = 700, int seed = 7)
    {
        var random = new Random(seed);
        double[] open = new double[rows], high = new double[rows], low = new double[rows], close = new double[rows], volume = new double[rows];
        double price = 100, last = 0;
        for (var row = 0; row < rows; row++)
        {
            open[row] = price;
            last = 0.6 * last + 0.01 * Normal(random);
            price *= 1 + last;
            close[row] = price;
            (high[row], low[row]) = (1.002 * Math.Max(price, open[row]), 0.998 * Math.Min(price, open[row]));
            volume[row] = 1000 * (1 + random.NextDouble());
        }

        return Tables.Of(
            Tables.Dates("date", [.. Enumerable.Range(0, rows).Select(Tables.Day)]), new NumericColumn("open", open),
            new NumericColumn("high", high), new NumericColumn("low", low), new NumericColumn("close", close), new NumericColumn("volume", volume));
    }

    public static Table Of(string domain) => domain == "trade" ? Bars() : Loans();

    public static TrainingOptions Options(string domain, string algorithm) => domain == "trade"
        ? new() { Algorithm = algorithm, Folds = 3 }
        : LoanOptions with { Algorithm = algorithm, Exclude = ["weight"] };

    public static Dataset Dataset(string domain = "risk", Table? table = null)
        => Domain.Find(domain)!.Prepare(table ?? Of(domain), Options(domain, "auto"));

    /// <summary>Box and Muller's method.</summary>
    public static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
