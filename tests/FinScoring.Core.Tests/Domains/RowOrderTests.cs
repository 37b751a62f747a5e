using CsCheck;
using FinScoring.Core.Data;
using static FinScoring.Core.Tests.Domains.Tables;

namespace FinScoring.Core.Tests.Domains;

/// <summary>Without time the order of a file's rows is an accident of its export.</summary>
public class RowOrderTests
{
    private static readonly TrainingOptions Options = new() { Label = "default", Positive = "1" };

    [Fact]
    public void Which_columns_count_and_what_is_learned_of_each_does_not_depend_on_the_order_of_the_rows()
        => Gen.Select(Gen.Int[20, 150], Gen.Int).Sample((rows, seed) =>
        {
            var random = new Random(seed);
            var table = Mixed(rows, random);
            int[] shuffled = [.. Enumerable.Range(0, rows)];
            random.Shuffle(shuffled);
            var expected = Loan(table, Options);

            Same(expected, Loan(Ordered(table, shuffled), Options));
            foreach (var column in table.Columns.OfType<NumericColumn>())
                Same(expected, Loan(Ordered(table, [.. shuffled.OrderBy(r => column.Values[r])]), Options));
        }, iter: 30);

    [Theory]
    [InlineData("income")]
    [InlineData("default")]
    public void A_file_sorted_by_a_column_keeps_it(string by)
    {
        var random = new Random(1);
        // 400 different whole incomes between 9,000 and 90,000, as in a file exported with ORDER BY.
        double[] income = [.. Enumerable.Range(9_000, 81_000).OrderBy(_ => random.Next()).Take(400).Select(v => (double)v)];
        var table = Of(Numbers("income", income), Numbers("default", [.. income.Select(v => random.NextDouble() < 15_000 / v ? 1.0 : 0)]));
        var sorted = Ordered(table, [.. Enumerable.Range(0, 400).OrderBy(r => ((NumericColumn)table.Find(by)!).Values[r])]);

        Assert.Equal(["income"], Loan(sorted, Options).Inputs.Select(i => i.Name));
        Assert.Empty(Loan(sorted, Options).Warnings);
    }

    private static void Same(Dataset expected, Dataset actual)
    {
        Assert.Equal(expected.Inputs.Select(i => i.Name), actual.Inputs.Select(i => i.Name));
        Assert.Equal(expected.Warnings, actual.Warnings);
        Assert.Equal((expected.Copies.Count, expected.Copies.AreMany), (actual.Copies.Count, actual.Copies.AreMany));
        foreach (var (one, other) in expected.Signature.Columns.Zip(actual.Signature.Columns))
            Assert.Equivalent(one, other, strict: true);
    }

    private static Table Ordered(Table table, int[] rows) => Of([.. table.Columns.Select(c => c.Take(rows))]);

    /// <summary>Measures, codes, a category, numbers of rows and of customers, and some rows copied.</summary>
    private static Table Mixed(int rows, Random random)
    {
        int[] source = [.. Enumerable.Range(0, rows).Select(i => i < rows - random.Next(rows / 2) ? i : random.Next(rows / 2))];
        double[] Draw(Func<double> draw) => [.. Enumerable.Range(0, rows).Select(_ => draw())];
        double[] From(double[] values) => [.. source.Select(s => values[s])];
        double[] customer = Draw(() => random.Next(rows / 3)), bad = Draw(() => random.Next(2));
        return Of(
            Numbers("row", [.. Enumerable.Range(0, rows).Select(i => 5_000.0 + i)]),
            Numbers("income", From(Draw(() => random.Next(9_000, 90_000)))),
            Numbers("limit", From(Draw(() => 1_000 * random.Next(1, 40)))),
            Numbers("delay", From(Draw(() => random.Next(4) == 0 ? -9 : random.NextDouble() < .2 ? double.NaN : random.Next(60)))),
            Numbers("customer", [.. source.Select(s => customer[s])]),
            Texts("job", [.. From(Draw(() => random.Next(6))).Select(v => v == 0 ? null : $"job {v}")]),
            Numbers("default", [.. source.Select((s, i) => i < 2 ? i : bad[(int)customer[s]])]));
    }
}
