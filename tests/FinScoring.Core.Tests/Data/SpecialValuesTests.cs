using CsCheck;
using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public class SpecialValuesTests
{
    private const int Rows = 4000;

    private static readonly Dictionary<string, (Func<Random, double> Value, double[] Codes)> PlantedColumns = new()
    {
        // What scores, months, counts and ratios of a credit file hold, and the codes among them.
        ["a score of no record"] = (r => r.NextDouble() < 0.06 ? -9 : Math.Round(72 + 10 * PlantedData.Normal(r)), [-9]),
        ["three reasons for no count"] = (r => r.NextDouble() < 0.1 ? -9 + r.Next(3) : r.Next(8), [-9, -8, -7]),
        ["a small code before a wide range"] = (r => r.NextDouble() < 0.02 ? -8 : Math.Round(60 * Math.Abs(PlantedData.Normal(r))), [-8]),
        ["most rows never"] = (r => r.NextDouble() < 0.6 ? 999 : Math.Round(150 * Math.Abs(PlantedData.Normal(r))), [999]),
        ["few rows unknown"] = (r => r.NextDouble() < 0.01 ? 9999 : 0.25 * r.Next(160), [9999]),
        ["a code no list of codes holds"] = (r => r.NextDouble() < 0.01 ? 5000 : 18 + r.Next(70), [5000]),
        ["both ends"] = (r => r.Next(10) switch { 0 => -1, < 4 => 999, _ => 40 + 0.5 * r.Next(20) }, [-1, 999]),
        ["a ratio of nothing"] = (r => r.NextDouble() < 0.05 ? -1 : r.NextDouble(), [-1]),
    };

    private static readonly Dictionary<string, Func<Random, double>> HonestColumns = new()
    {
        ["amounts to the hundred"] = r => 100 * Math.Round(Math.Exp(3 + 1.2 * PlantedData.Normal(r))),
        ["nine of ten rows nothing"] = r => r.Next(10) > 0 ? 0 : 100 * Math.Round(Math.Exp(2 + PlantedData.Normal(r))),
        ["heavy tails to both sides"] = r => Math.Round(Math.Tan(Math.PI * (r.NextDouble() - 0.5))),
        ["counts"] = r => Math.Floor(-Math.Log(1 - r.NextDouble())),
        ["amounts up to a limit"] = r => Math.Min(20_000, 100 * Math.Round(Math.Exp(4 + PlantedData.Normal(r)))),
        ["limits of a few products"] = r => new[] { 5e3, 5e3, 5e3, 1e4, 1e4, 1.5e4, 2.5e4, 5e4, 1e5 }[r.Next(9)],
        ["months late, -1 paid and -2 not used"] = r => r.Next(-2, 9),
        ["grades"] = r => new[] { 1, 2, 3, 9 }[r.Next(4)],
        ["changes"] = r => new[] { -5, 0, 5, 10, 15, 20, 40 }[r.Next(7)],
        ["flags"] = r => r.Next(100) == 0 ? 1 : 0,
    };

    public static TheoryData<string> Planted => [.. PlantedColumns.Keys];

    public static TheoryData<string> Honest => [.. HonestColumns.Keys];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_code_apart_from_the_numbers_is_found(string column)
        => Assert.Equal(PlantedColumns[column].Codes, SpecialValues.Find(Draw(PlantedColumns[column].Value)));

    [Fact]
    public void A_rare_code_beside_a_frequent_one_is_found_with_it()
        => Assert.Equal([96, 98], SpecialValues.Find([.. Draw(r => r.Next(14)), .. Enumerable.Repeat(98.0, 40), 96, 96]));

    [Theory]
    [MemberData(nameof(Honest))]
    public void Numbers_are_not_taken_for_codes(string column) => Assert.Empty(SpecialValues.Find(Draw(HonestColumns[column])));

    [RealDataFact]
    public void No_column_of_the_public_files_is_taken_for_codes()
    {
        // By eye: none of these 400 columns has any. Taiwan's -2 and -1 are, but nothing sets them apart from 0 and 1 months late.
        var found =
            from file in Directory.GetFiles(RealData.Folder!, "*.csv", SearchOption.AllDirectories)
            from column in TableReader.Read(file, header: true, []).Columns.OfType<NumericColumn>()
            where SpecialValues.Find(Array.FindAll([.. column.Values], v => !double.IsNaN(v))).Count > 0
            select $"{Path.GetFileName(file)} {column.Name}";
        Assert.Empty(found);
    }

    [Fact]
    public void A_value_far_out_that_is_rare_is_an_outlier_and_no_code()
    {
        double[] numbers = [.. Enumerable.Range(0, 500).Select(i => i % 20.0)];
        Assert.Empty(SpecialValues.Find([.. numbers, .. Enumerable.Repeat(999.0, 9)]));
        Assert.Equal([999], SpecialValues.Find([.. numbers, .. Enumerable.Repeat(999.0, 10)]));
    }

    [Fact]
    public void The_order_of_rows_and_the_unit_of_the_numbers_do_not_matter()
        => Gen.Select(Gen.Int[0, 30].Array[20, 200], Gen.Int[0, 40], Gen.Int[31, 400])
            .Sample((numbers, times, code) =>
            {
                double[] values = [.. numbers.Select(n => (double)n), .. Enumerable.Repeat((double)code, times)];
                var found = SpecialValues.Find(values);
                // In halves nothing looks like a code but by its distance, whatever the digits of the number.
                return found.SequenceEqual(SpecialValues.Find([.. values.Reverse()]))
                    && SpecialValues.Find([.. values.Select(v => v + 0.5)]).SequenceEqual(SpecialValues.Find([.. values.Select(v => (v + 0.5) * 1024)]).Select(v => v / 1024));
            });

    [Fact]
    public void Only_the_training_rows_count()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => i % 20.0), .. Enumerable.Repeat(999.0, 50)];
        var column = new NumericColumn("x", values);
        Assert.Equal([999], SpecialValues.Of(column, [.. Enumerable.Range(0, 250)]));
        Assert.Empty(SpecialValues.Of(column, [.. Enumerable.Range(0, 209)]));
    }

    private static double[] Draw(Func<Random, double> value)
    {
        var random = new Random(17);
        return [.. Enumerable.Range(0, Rows).Select(_ => value(random))];
    }
}
