using System.Globalization;
using System.Net;
using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Models;

[Collection(OnTrainedModels.Name)]
public sealed class EvaluationTests(TrainedModels models)
{
    private const string Route = "/models/loan/default/1/evaluations";

    [Fact]
    public async Task An_evaluation_agrees_with_counting_pairs_of_the_probabilities_that_a_batch_gives()
    {
        await using var service = models.NewService();
        var file = Some.Loan(rows: 300, seed: 9);
        var report = (await service.Client.PostCsvAsync(Route, file).OkAsync()).GetProperty("report");

        using var batch = await service.Client.PostCsvAsync("/predict/loan/batch", WithoutLabel(file));
        var answers = Cells(await batch.Content.ReadAsStringAsync(), 1);
        var probability = answers.Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        var bad = Cells(file, 2).Select(l => l == "bad").ToArray();
        Assert.Equal((300, bad.Count(b => b)), (report.GetProperty("rows").GetInt32(), report.GetProperty("events").GetInt32()));
        Assert.Equal(PairwiseAuc(probability, bad), report.GetProperty("metrics").GetProperty("auc").GetDouble(), tolerance: 1e-12);
        var brier = probability.Zip(bad, (p, b) => (p - (b ? 1 : 0)) * (p - (b ? 1 : 0))).Average();
        Assert.Equal(brier, report.GetProperty("metrics").GetProperty("brier").GetDouble(), tolerance: 1e-12);
    }

    [Fact]
    public async Task An_evaluation_is_kept_with_its_version()
    {
        await using var service = models.NewService();
        var stored = await service.Client.PostCsvAsync(Route, Some.Loan(seed: 9)).OkAsync();
        await using var restarted = await service.RestartAsync();
        var evaluations = (await restarted.Client.GetAsync("/models/loan/default/1").OkAsync()).GetProperty("evaluations");
        Assert.Equal(stored.GetRawText(), Assert.Single(evaluations.EnumerateArray()).GetRawText());
    }

    [Fact]
    public async Task The_training_file_itself_and_values_that_training_never_saw_are_warned_about()
    {
        await using var service = models.NewService();
        Assert.Contains("trained on", Assert.Single(await WarningsAsync(Some.Loan())), StringComparison.Ordinal);
        Assert.DoesNotContain(await WarningsAsync(Some.Loan(seed: 9)), w => w.Contains("housing", StringComparison.Ordinal));
        var castles = Some.Loan(seed: 9).Replace(",own,", ",castle,", StringComparison.Ordinal);
        var count = castles.Split(",castle,").Length - 1;
        Assert.Contains($"housing: {count} rows with a category that the training never saw.", await WarningsAsync(castles));
        var (learned, file) = (Incomes(Some.Loan()), Incomes(Some.Loan(seed: 9)));
        string[] outside = [Outside("above", file.Count(i => i > learned.Max())), Outside("below", file.Count(i => i < learned.Min()))];
        Assert.Equal(outside.Order(), (await WarningsAsync(Some.Loan(seed: 9))).Order());

        static string Outside(string where, int rows) => $"income: {rows} {(rows == 1 ? "row" : "rows")} {where} the training range.";

        static double[] Incomes(string file)
            => [.. file.TrimEnd().Split('\n').Skip(1).Select(line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture))];

        async Task<string[]> WarningsAsync(string file)
            => [.. (await service.Client.PostCsvAsync(Route, file).OkAsync()).GetProperty("report").GetProperty("warnings").EnumerateArray().Select(w => w.GetString()!)];
    }

    [Fact]
    public async Task A_column_that_is_constant_in_the_file_is_scored_as_it_is()
    {
        await using var service = models.NewService();
        var file = Some.Loan(seed: 9).Replace(",own,", ",rent,", StringComparison.Ordinal);
        await service.Client.PostCsvAsync(Route, file).OkAsync();
    }

    [Fact]
    public async Task Rows_without_a_label_are_left_out()
    {
        await using var service = models.NewService();
        var report = (await service.Client.PostCsvAsync(Route, Some.Loan(seed: 9) + "30,own,\n").OkAsync()).GetProperty("report");
        Assert.Equal(200, report.GetProperty("rows").GetInt32());
    }

    [Theory]
    [InlineData("income,housing\n30,own\n40,rent\n", "label")]
    [InlineData("income,housing,outcome\n30,own,bad\n40,rent,bad\n", "label")]
    [InlineData("housing,outcome\nown,bad\nrent,good\n", "income")]
    [InlineData("income,housing,outcome\nmuch,own,bad\nlittle,rent,good\n", "income")]
    [InlineData("income,housing,outcome\n1e39,own,bad\n2,rent,good\n", "income")]
    [InlineData("", "data")]
    public async Task A_file_that_cannot_be_scored_whole_is_refused(string file, params string[] fields)
    {
        await using var service = models.NewService();
        Assert.Equal(fields, await service.Client.PostCsvAsync(Route, file).FieldsRefusedAsync());
        Assert.Equal(0, (await service.Client.GetAsync("/models/loan/default/1").OkAsync()).GetProperty("evaluations").GetArrayLength());
    }

    [Fact]
    public async Task The_rows_that_cannot_be_scored_are_named()
    {
        await using var service = models.NewService();
        const string File = "income,housing,outcome\n30,own,bad\nmuch,rent,good\n";
        var problem = await service.Client.PostCsvAsync(Route, File).RefusedAsync(HttpStatusCode.BadRequest);
        Assert.Contains("row 2", problem.GetProperty("errors").GetProperty("income")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_training_row_lacked_may_be_missing_in_a_file_and_is_counted_whatever_the_policy_says()
    {
        await using var service = models.NewService();
        var lines = Some.Loan(seed: 9).TrimEnd().Split('\n');
        foreach (var row in new[] { 3, 50, 120 }) lines[row] = lines[row][lines[row].IndexOf(',', StringComparison.Ordinal)..];
        lines[7] = lines[7].Replace(",own,", ",,", StringComparison.Ordinal).Replace(",rent,", ",,", StringComparison.Ordinal);
        var report = (await service.Client.PostCsvAsync(Route, string.Join('\n', lines)).OkAsync()).GetProperty("report");
        Assert.Equal(200, report.GetProperty("rows").GetInt32());
        var warnings = report.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()!).ToArray();
        Assert.Contains("income: 3 rows without a value, which no training row lacked: scored as if nothing were known of it.", warnings);
        Assert.Contains("housing: 1 row without a value, which no training row lacked: scored as if nothing were known of it.", warnings);
    }

    [Fact]
    public async Task Bars_are_evaluated_by_what_the_price_did()
    {
        await using var service = models.NewService();
        var stored = await service.Client.PostCsvAsync("/models/trade/default/1/evaluations", TrainedModels.Bars()).OkAsync();
        var report = stored.GetProperty("report");
        // 4 symbols of 200 bars: 61 bars to look back on and one ahead.
        Assert.Equal(4 * (200 - 61), report.GetProperty("rows").GetInt32());
        Assert.True(report.GetProperty("returns").GetProperty("rmse").GetDouble() > 0);
    }

    [Fact]
    public async Task Only_CSV_for_a_version_that_is_there_is_taken()
    {
        await using var service = models.NewService();
        await service.Client.PostJsonAsync(Route, "{}").RefusedAsync(HttpStatusCode.UnsupportedMediaType);
        await service.Client.PostCsvAsync("/models/loan/default/9/evaluations", Some.Loan()).RefusedAsync(HttpStatusCode.NotFound);
    }

    private static string WithoutLabel(string file)
        => string.Join('\n', file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.LastIndexOf(',')]));

    private static IEnumerable<string> Cells(string file, int column)
        => file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[column]);

    /// <summary>The share of pairs of an event and another row that are ranked rightly, a tie one half (Hanley and McNeil 1982).</summary>
    private static double PairwiseAuc(double[] probability, bool[] happened)
    {
        var pairs = from e in Enumerable.Range(0, happened.Length).Where(i => happened[i])
                    from o in Enumerable.Range(0, happened.Length).Where(i => !happened[i])
                    select probability[e] > probability[o] ? 1 : probability[e] == probability[o] ? 0.5 : 0;
        return pairs.Average();
    }
}
