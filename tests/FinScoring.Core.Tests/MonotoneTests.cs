using System.Globalization;
using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

public class MonotoneTests
{
    // The planted effect of x rises, so falling with x goes against the data: without the constraint it would be broken.
    private static readonly TrainingOptions Falling
        = PlantedData.Options("loan", "lightgbm") with { Monotone = ["x:-", "noise:+"], Selection = "none" };

    private static readonly Dictionary<string, Lazy<TrainedModel>> Models = new[] { "lightgbm", "scorecard" }
        .ToDictionary(a => a, a => new Lazy<TrainedModel>(() => TrainedModels.Train("loan", Falling with { Algorithm = a })));

    private static readonly Gen<double> Number = Gen.OneOf(Gen.Double[-4, 4], Gen.Const(0.0), Gen.Double[-1e6, 1e6]);

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("scorecard")]
    public void No_prediction_moves_the_wrong_way_when_only_a_monotone_column_moves(string algorithm)
        => Gen.Select(Number, Number, Number, Number, Gen.Int[0, 3].Select(i => new[] { "a", "b", "c", "unseen" }[i]), Gen.Bool)
            .Sample((x, other, noise, copy, z, missing) =>
            {
                double? orMissing = missing ? null : x;
                var logOdds = LogOdds(
                    Models[algorithm].Value,
                    Row(Math.Min(x, other), noise, copy, z), Row(Math.Max(x, other), noise, copy, z),
                    Row(orMissing, Math.Min(noise, other), copy, z), Row(orMissing, Math.Max(noise, other), copy, z));
                return logOdds[0] >= logOdds[1] && logOdds[2] <= logOdds[3];
            }, iter: 500);

    [Fact]
    public void Without_the_option_the_same_column_does_move_the_other_way()
    {
        var model = TrainedModels.Train("loan", Falling with { Monotone = [], Exclude = ["weight", "copy"] });
        var logOdds = LogOdds(model, Row(-1, 0, 0, "a"), Row(1, 0, 0, "a"));
        // Planted: 1.5 per unit of x.
        Assert.InRange(logOdds[1] - logOdds[0], 1.5, 4.5);
    }

    [Fact]
    public void A_scorecard_says_of_a_column_that_goes_the_other_way_why_it_went()
    {
        int[] rows = [.. Enumerable.Range(0, 400)];
        var table = Tables.Of(
            Tables.Numbers("up", [.. rows.Select(r => (double)(r % 20))]), Tables.Numbers("down", [.. rows.Select(r => -(double)(r * 7 % 20))]),
            Tables.Numbers("event", [.. rows.Select(r => r % 20 > r / 20 || r * 7 % 20 > r % 13 ? 1.0 : 0)]));
        var options = PlantedData.LoanOptions with { Algorithm = "scorecard", Monotone = ["up:+", "down:+"], Folds = 2 };
        var selection = TrainedModels.Train("risk", options, table: table).Manifest.Selection;
        Assert.Equal([(true, "up"), (false, "down")], selection.Select(s => (s.Kept, s.Name)));
        Assert.Equal("no bins of it differ in the direction that monotone asks for", selection[1].Reason);
    }

    [Fact]
    public void The_manifest_keeps_the_option_and_auto_compares_what_can_promise_it()
    {
        var manifest = TrainedModels.Train("loan", Falling with { Algorithm = "auto", Folds = 2 }).Manifest;
        Assert.Equal(["x:-", "noise:+"], manifest.Options.Monotone);
        Assert.Equal(["blend", "lightgbm", "scorecard"], manifest.Candidates.Select(c => c.Algorithm).Order());
    }

    [Theory]
    [InlineData("logistic", "logistic cannot promise it: leave monotone out or choose lightgbm or scorecard.", "x:-")]
    [InlineData("blend", "blend cannot promise it: leave monotone out or choose lightgbm or scorecard.", "x:-")]
    [InlineData("lightgbm", "monotone: entry 2 of 2 must be a column, a colon and + ", "x:-", "noise")]
    [InlineData("lightgbm", "monotone: entry 1 of 1 must be", ":-")]
    [InlineData("lightgbm", "monotone names a column twice.", "x:-", "x:+")]
    public void What_is_wrong_whatever_the_file_is_said_without_it(string algorithm, string message, params string[] monotone)
    {
        var errors = OptionsCheck.Find("loan", new() { Label = "event", Algorithm = algorithm, Monotone = monotone });
        Assert.StartsWith(message, Assert.Single(errors["monotone"]));
    }

    [Theory]
    [InlineData("y:+", "monotone: name 1 of 1 is no column of the file.")]
    [InlineData("z:+", "monotone: the column of entry 1 of 1 is not numeric: only numbers rise and fall.")]
    [InlineData("event:+", "monotone: the column of entry 1 of 1 is no feature.")]
    [InlineData("weight:-", "monotone: the column of entry 1 of 1 is no feature.")]
    public void A_column_that_cannot_be_monotone_is_refused(string entry, string message)
    {
        var options = PlantedData.Options("loan", "lightgbm") with { Monotone = [entry] };
        var refused = Assert.Throws<BadDataException>(() => Domain.Find("loan")!.Prepare(PlantedData.Loans(), options));
        Assert.Equal([message], refused.Errors["monotone"]);
    }

    [Fact]
    public void A_monotone_column_that_is_left_out_is_warned_about()
    {
        var table = Tables.Of(
            Tables.Numbers("id", [.. Enumerable.Range(0, 40).Select(i => (double)i)]), Tables.Numbers("x", [.. Enumerable.Range(0, 40).Select(i => i % 7.0)]),
            Tables.Numbers("event", [.. Enumerable.Range(0, 40).Select(i => i % 2.0)]));
        var data = Domain.Find("risk")!.Prepare(table, PlantedData.LoanOptions with { Monotone = ["id:+", "x:+"] });
        Assert.Equal("monotone has no effect on id: it is left out.", Assert.Single(data.Warnings, w => w.StartsWith("monotone")));
    }

    [Fact]
    public void In_trade_only_the_columns_beside_the_bars_can_be_monotone()
    {
        var table = Tables.Bars(1, 200, Tables.Numbers("vix", [.. Enumerable.Range(0, 200).Select(i => 10.0 + i % 17)]));
        var trade = Domain.Find("trade")!;
        Assert.Contains("monotone", Assert.Throws<BadDataException>(() => trade.Prepare(table, new() { Monotone = ["Close:+"] })).Errors);
        trade.Prepare(table, new() { Monotone = ["vix:-"], Features = ["vix"] });
    }

    [Theory]
    [InlineData("income:-", "income", -1)]
    [InlineData("a:b:+", "a:b", 1)]
    // As a plus arrives that stands in a query string as it is.
    [InlineData("income: ", "income", 1)]
    public void The_sign_stands_after_the_last_colon(string text, string column, int sign)
        => Assert.Equal(new MonotoneColumn(column, sign), MonotoneColumn.Parse(text));

    private static Dictionary<string, string?> Row(double? x, double noise, double copy, string z) => new()
    {
        ["x"] = x?.ToString("R", CultureInfo.InvariantCulture),
        ["noise"] = noise.ToString("R", CultureInfo.InvariantCulture),
        ["copy"] = copy.ToString("R", CultureInfo.InvariantCulture),
        ["z"] = z,
    };

    private static double[] LogOdds(TrainedModel model, params Dictionary<string, string?>[] rows)
    {
        var inputs = model.Manifest.Signature.Inputs;
        var cells = rows.Select(r => inputs.Select(i => r.GetValueOrDefault(i.Name, i.Example)).ToArray());
        return TrainedModels.LogOdds(model, CellDataset.Of(inputs, [.. cells]));
    }
}
