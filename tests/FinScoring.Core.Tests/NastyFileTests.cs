using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Domains;
using FinScoring.Core.Training;

namespace FinScoring.Core.Tests;

/// <summary>
/// One file with all that real files have and no algorithm likes: rows sorted by label, columns twice, columns of one value, gaps
/// that say something, codes among numbers, a category of many levels.
/// </summary>
public class NastyFileTests
{
    private const int Rows = 900, Merchants = 60;

    private static readonly (Table Table, double[] LogOdds) Planted = Plant();

    public static TheoryData<string> Names => [.. Algorithms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_algorithm_learns_from_it(string algorithm)
    {
        var manifest = TrainedModels.Train("loan", PlantedData.LoanOptions with { Algorithm = algorithm }, table: Planted.Table).Manifest;
        var label = ((NumericColumn)Planted.Table.Find("event")!).Values.ConvertAll(v => v == 1);
        var known = Evaluator.Measure(Array.ConvertAll(Planted.LogOdds, z => 1 / (1 + Math.Exp(-z))), label, null).Auc!.Value;
        // Sixty merchants of ten training rows each cost the most of what is not reached; a lucky fold may be a little above.
        Assert.InRange(manifest.Metrics.Auc!.Value, known - 0.1, known + 0.01);
        Assert.All(manifest.Golden, g => Assert.True(double.IsFinite(g.LogOdds)));

        Assert.Equal([-9], manifest.Signature.Columns.Single(c => c.Name == "x").Specials);
        Assert.Contains(manifest.Warnings, w => w.StartsWith("Column x: -9 is read as a code"));
        Assert.Equal(["flat", "same"], manifest.Signature.Columns.Where(c => c.Reason == "every cell is the same").Select(c => c.Name));
        Assert.Single(manifest.Signature.Inputs, c => c.Name is "x" or "x again" or "x elevenfold");
    }

    [Fact]
    public void What_is_learned_of_codes_and_levels_does_not_change_when_test_rows_change()
    {
        int[] training = [.. Enumerable.Range(0, Rows).Where(r => r % 3 != 0)];
        var random = new Random(1);
        var changed = Planted.Table
            .With("x", v => Upset(v, () => random.Next(2) == 0 ? -999 : 5000))
            .With("event", v => Upset(v, () => random.Next(2)));
        var (before, after) = (Fit(Planted.Table), Fit(changed));
        var probe = Data(Planted.Table);
        Assert.Equal(before.LogOdds(probe, training), after.LogOdds(probe, training));
        Assert.Equal(before.Selection, after.Selection);

        FittedModel Fit(Table table) => new Recipe(Data(table), PlantedData.LoanOptions with { Algorithm = "logistic" }, new Core.Training.Workers(1), new(_ => { }, default)).Fit(training, "a fold");

        static void Upset(double[] values, Func<double> value)
        {
            for (var row = 0; row < values.Length; row += 3) values[row] = value();
        }
    }

    [Fact]
    public void A_code_in_a_request_is_no_number_outside_the_training_range()
    {
        var model = TrainedModels.Train("loan", PlantedData.LoanOptions with { Algorithm = "logistic" }, table: Planted.Table);
        var x = model.Manifest.Signature.Inputs.Single(c => c.Specials is not null);
        using var row = Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest).Rent();
        Assert.Empty(Warnings("-9"));
        Assert.Equal(["belowRange"], Warnings("-8.5"));
        // Golden rows hold every code, so that a chain that forgot one would not load.
        Assert.Contains(model.Manifest.Golden, g => g.Cells.Contains("-9"));

        IEnumerable<string> Warnings(string cell)
        {
            row.Clear();
            foreach (var (input, i) in model.Manifest.Signature.Inputs.Select((input, i) => (input, i)))
                row.SetCell(i, input.Name == x.Name ? cell : input.Example!);
            Assert.True(row.Complete());
            return [.. row.Warnings.Select(w => w.Code)];
        }
    }

    private static Dataset Data(Table table) => Tables.Loan(table, PlantedData.LoanOptions);

    /// <summary>
    /// Log-odds = -0.5 + what a merchant is worth + 1.5 x, but -1.5 where x is missing and 2 where it is -9, which as a number would
    /// be the best of all.
    /// </summary>
    private static (Table, double[]) Plant()
    {
        var random = new Random(4);
        double[] worth = [.. Enumerable.Range(0, Merchants).Select(_ => 0.7 * PlantedData.Normal(random))];
        var rows = Enumerable.Range(0, Rows).Select(_ =>
        {
            var (x, merchant) = (random.Next(10) switch { 0 => double.NaN, 1 => -9, _ => 0.1 * Math.Round(10 * PlantedData.Normal(random)) }, random.Next(Merchants));
            var logOdds = -0.5 + worth[merchant] + (double.IsNaN(x) ? -1.5 : x == -9 ? 2 : 1.5 * x);
            return (x, merchant, logOdds, isEvent: random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)));
        }).OrderBy(r => r.isEvent).ToArray();

        double[] x = [.. rows.Select(r => r.x)];
        string[] merchants = [.. worth.Select((_, i) => $"merchant {i}")];
        int[] codes = [.. rows.Select(r => r.merchant)];
        return (Tables.Of(
            Tables.Numbers("x", x), Tables.Numbers("x again", x), Tables.Numbers("x elevenfold", [.. x.Select(v => 11 * v)]),
            Tables.Numbers("flat", [.. x.Select(_ => 5.0)]), Tables.Texts("same", [.. x.Select(_ => "yes")]),
            new CategoryColumn("merchant", codes, merchants), new CategoryColumn("merchant again", codes, merchants),
            Tables.Numbers("event", [.. rows.Select(r => r.isEvent ? 1.0 : 0)])), [.. rows.Select(r => r.logOdds)]);
    }
}
