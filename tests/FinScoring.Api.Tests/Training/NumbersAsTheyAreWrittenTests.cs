using System.Globalization;
using System.Text;
using System.Text.Json;
using FinScoring.Api.Tests.Models;

namespace FinScoring.Api.Tests.Training;

/// <summary>Files whose numbers are no plain ones, from training to a batch, by HTTP.</summary>
public sealed class NumbersAsTheyAreWrittenTests(Service service) : IClassFixture<Service>
{
    private const string Options = "label=bad&algorithm=logistic&folds=2";

    [Fact]
    public async Task A_text_for_missing_is_named_and_with_missingMarks_batches_and_evaluations_take_it_too()
    {
        var dots = File(i => i % 5 == 0 ? "." : $"{i}.5");
        var errors = await (await service.Client.PostCsvAsync($"/train/loan?{Options}", dots)).ErrorsAsync();
        Assert.Contains("\".\" in 20 % of its cells", Assert.Single(errors["income"]), StringComparison.Ordinal);

        await TrainAsync("dots", "&missingMarks=.", dots);
        await TrainAsync("blanks", "", File(i => i % 5 == 0 ? "" : $"{i}.5"));
        var dotted = await BatchAsync("dots", "income,rate\n.,5\n77,5\n");
        Assert.Equal(await BatchAsync("blanks", "income,rate\n,5\n77,5\n"), dotted);
        Assert.Contains("must be a number", await BatchAsync("blanks", "income,rate\n.,5\n"), StringComparison.Ordinal);
        Assert.Equal(await AucAsync("blanks", File(i => i % 5 == 0 ? "" : $"{i}.5")), await AucAsync("dots", dots));
    }

    [Fact]
    public async Task Marks_are_read_from_a_list_in_json_too_and_kept_in_the_manifest()
    {
        var rows = JsonSerializer.Serialize(Enumerable.Range(0, 200).Select(i => new { income = i % 5 == 0 ? (object)"." : i + .5, rate = i % 7, bad = Bad(i) ? 1 : 0 }));
        using var refused = await service.Client.PostJsonAsync("/train/loan", $$$"""{"rows":{{{rows}}},"options":{"label":"bad"}}""");
        Assert.Contains("missingMarks=.", (await refused.ErrorsAsync())["income"][0], StringComparison.Ordinal);
        var job = await service.Client.PostJsonAsync(
            "/train/loan?model=listed", $$$"""{"rows":{{{rows}}},"options":{"label":"bad","algorithm":"logistic","folds":2,"missingMarks":["."]}}""").JobAsync();
        Assert.Equal("succeeded", (await service.Client.UntilEndedAsync(job)).Status());
        var manifest = await service.Client.GetAsync("/models/loan/listed/1").OkAsync();
        Assert.Equal(["."], manifest.GetProperty("options").GetProperty("missingMarks").EnumerateArray().Select(m => m.GetString()));
    }

    [Fact]
    public async Task A_price_with_thousands_separators_is_read_and_told_and_one_that_may_have_them_says_so()
    {
        var bars = new StringBuilder("date,open,high,low,close,volume\n");
        for (var i = 0; i < 120; i++)
        {
            string Price(double add) => (2800 + i * 7919 % 97 + add).ToString("N2", CultureInfo.InvariantCulture);
            bars.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(i):yyyy-MM-dd},\"{Price(0)}\",\"{Price(2)}\",\"{Price(-2)}\",\"{Price(1)}\",{1000 + i}\n");
        }

        var read = bars.ToString();
        var job = await service.Client.PostCsvAsync("/train/trade?algorithm=logistic&folds=2", read).JobAsync();
        var ended = await service.Client.UntilEndedAsync(job);
        Assert.True(ended.Status() == "succeeded", ended.ToString());
        Assert.Contains(ended.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.StartsWith("Column open is read as numbers: a comma separates", StringComparison.Ordinal));
        var open = (await service.Client.GetAsync("/models/trade/default/1").OkAsync()).GetProperty("signature").GetProperty("columns")[1];
        Assert.InRange(open.GetProperty("min").GetDouble(), 2800, 2900);
        using var batch = await service.Client.PostCsvAsync("/predict/trade/batch", read);
        Assert.DoesNotContain("must be a number", await batch.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var errors = await (await service.Client.PostCsvAsync("/train/trade", read.Replace(".00\"", "\"", StringComparison.Ordinal))).ErrorsAsync();
        Assert.Contains("may be a decimal sign or separate thousands", errors["open"][0], StringComparison.Ordinal);
    }

    // The event is likelier for small incomes.
    private static bool Bad(int i) => i * 37 % 101 < 70 - i / 4;

    private static string File(Func<int, string> income)
        => "income,rate,bad\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{income(i)},{i % 7},{(Bad(i) ? 1 : 0)}\n"));

    private async Task TrainAsync(string model, string more, string csv)
    {
        var job = await service.Client.PostCsvAsync($"/train/loan?model={model}&{Options}{more}", csv).JobAsync();
        var ended = await service.Client.UntilEndedAsync(job);
        Assert.True(ended.Status() == "succeeded", ended.ToString());
    }

    private async Task<string> BatchAsync(string model, string csv)
        => await (await service.Client.PostCsvAsync($"/predict/loan/batch?model={model}", csv)).Content.ReadAsStringAsync();

    private async Task<double> AucAsync(string model, string csv)
        => (await service.Client.PostCsvAsync($"/models/loan/{model}/1/evaluations", csv).OkAsync()).GetProperty("report").GetProperty("metrics").GetProperty("auc").GetDouble();
}
