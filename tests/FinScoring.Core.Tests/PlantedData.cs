using FinScoring.Core.Data;

namespace FinScoring.Core.Tests;

/// <summary>
/// Small made-up datasets with a planted signal: log-odds = -0.5 + 1.5 x + (z is "b" ? 1.5 : 0) - (x missing ? 1 : 0). Beside
/// them a column of noise, a copy of x, a constant, and a category too rare to learn from.
/// </summary>
internal static class PlantedData
{
    public static Dataset Make(int rows = 800, int seed = 7, bool weights = false, bool time = false, bool returns = false)
    {
        var random = new Random(seed);
        double[] x = new double[rows], copy = new double[rows], noise = new double[rows], constant = new double[rows];
        int[] z = new int[rows], rare = new int[rows];
        var label = new bool[rows];
        for (var row = 0; row < rows; row++)
        {
            var missing = random.NextDouble() < 0.1;
            x[row] = missing ? double.NaN : Normal(random);
            copy[row] = 3 - 2 * x[row];
            noise[row] = Normal(random);
            constant[row] = 4;
            z[row] = random.Next(4) - 1;
            rare[row] = row < 3 ? 1 : 0;
            var logOdds = -0.5 + (missing ? -1 : 1.5 * x[row]) + (z[row] == 1 ? 1.5 : 0);
            label[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds));
        }

        return Of(
            [
                new NumericColumn("x", x), new NumericColumn("copy", copy), new NumericColumn("noise", noise),
                new NumericColumn("constant", constant), new CategoryColumn("z", z, ["a", "b", "c"]), new CategoryColumn("rare", rare, ["no", "yes"]),
            ],
            label,
            weights ? [.. Enumerable.Range(0, rows).Select(r => r % 3 == 0 ? 2f : 1f)] : null,
            time ? [.. Enumerable.Range(0, rows).Select(r => new DateTime(2000, 1, 1).AddDays(r).Ticks)] : null,
            returns ? [.. label.Select(l => (l ? 0.01 : -0.01) * (0.5 + random.NextDouble()))] : null);
    }

    /// <summary>A dataset of columns, its signature read off them.</summary>
    public static Dataset Of(IReadOnlyList<TableColumn> inputs, bool[] label, float[]? weight = null, long[]? time = null, double[]? returns = null)
        => new()
        {
            Signature = new() { Columns = [.. inputs.Select(Describe)] },
            Inputs = inputs,
            Label = label,
            Weight = weight,
            Time = time,
            LabelEnd = returns is null ? null : Array.ConvertAll(time!, t => t + TimeSpan.TicksPerDay),
            Return = returns,
            Event = "event",
            RowsRead = label.Length,
        };

    /// <summary>The same rows with other labels.</summary>
    public static Dataset WithLabels(Dataset data, bool[] label) => Of(data.Inputs, label, data.Weight, data.Time, data.Return);

    private static Column Describe(TableColumn column) => column switch
    {
        NumericColumn numbers => new()
        {
            Name = column.Name,
            Kind = ColumnKind.Numeric,
            Missing = numbers.Values.Any(double.IsNaN),
            Min = numbers.Values.Where(v => !double.IsNaN(v)).DefaultIfEmpty().Min(),
            Max = numbers.Values.Where(v => !double.IsNaN(v)).DefaultIfEmpty().Max(),
        },
        CategoryColumn categories => new()
        {
            Name = column.Name,
            Kind = ColumnKind.Category,
            Missing = categories.Codes.Any(c => c < 0),
            Categories = categories.Levels,
        },
        _ => throw new ArgumentException("Only numbers and categories.", nameof(column)),
    };

    /// <summary>Box and Muller's method.</summary>
    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
