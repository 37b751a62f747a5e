using System.Net;
using System.Text;
using System.Text.Json;
using FinScoring.Api.Tests.Models;
using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Reasons;

/// <summary>The sentences of reasons: generated, changed, kept.</summary>
[Collection(OnTrainedModels.Name)]
public sealed class CatalogueTests(TrainedModels models)
{
    private const string Route = "/reasons/loan/default";
    private const string Japanese = "収入が承認された申込者より低いためです。";

    [Fact]
    public async Task A_sentence_in_any_language_is_in_the_next_answer_and_after_a_restart()
    {
        await using var service = models.NewService();
        await service.Client.PutJsonAsync("/models/loan/default/policy", """{"approveBelow":0,"declineFrom":0,"explain":"reasons"}""").OkAsync();
        const string Poor = """{"income":25,"housing":"own"}""";
        Assert.Equal(["R01L"], SomeReasons.Of(await PredictAsync(service, Poor), "code"));
        var put = await service.Client.PutJsonAsync(Route, $$"""{"reasons":[{"feature":"income","direction":"low","code":"所得-1","text":"{{Japanese}}"}]}""").OkAsync();
        Assert.Equal([("所得-1", Japanese)], Changed(put));

        await IsGivenAsync(service);
        await using var restarted = await service.RestartAsync();
        await IsGivenAsync(restarted);

        async Task IsGivenAsync(Service by)
        {
            var answer = await PredictAsync(by, Poor);
            Assert.Equal([("所得-1", Japanese)], SomeReasons.Of(answer, "code").Zip(SomeReasons.Of(answer, "text")));
            Assert.Equal(put.GetRawText(), (await by.Client.GetAsync(Route).OkAsync()).GetRawText());
        }
    }

    /// <summary>The generated sentences are written when the reasons are made, and nothing but the policy asks for them here.</summary>
    [Fact]
    public async Task A_policy_with_reasons_has_them_made_before_anyone_asks()
    {
        await using var service = models.NewService();
        var written = Path.Combine(service.Folder, "loan", "default", "reasons.json");
        await service.Client.PutJsonAsync("/models/loan/default/policy", """{"approveBelow":0.1}""").OkAsync();
        Assert.False(File.Exists(written));
        await service.Client.PutJsonAsync("/models/loan/default/policy", """{"explain":"reasons"}""").OkAsync();
        await AppearsAsync(written);
        File.Delete(written);
        await using var restarted = await service.RestartAsync();
        await restarted.Client.GetAsync("/health/ready").OkAsync();
        await AppearsAsync(written);

        static async Task AppearsAsync(string file)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!File.Exists(file)) await Task.Delay(20, patience.Token);
        }
    }

    [Fact]
    public async Task Changes_at_the_same_time_lose_nothing()
    {
        await using var service = models.NewService();
        string[] directions = ["high", "low"];
        var puts = directions.Select((direction, i) => Task.Run(async () =>
        {
            for (var round = 0; round < 20; round++)
            {
                var body = $$"""{"reasons":[{"feature":"income","direction":"{{direction}}","code":"C{{i}}","text":"{{direction}} {{round}}"}]}""";
                await service.Client.PutJsonAsync(Route, body).OkAsync();
            }
        }));
        await Task.WhenAll(puts);
        Assert.Equal([("C0", "high 19"), ("C1", "low 19")], Changed(await service.Client.GetAsync(Route).OkAsync()));
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back_and_stays_generated()
    {
        await using var service = models.NewService();
        var read = await service.Client.GetStringAsync(Route);
        Assert.Equal(read, (await service.Client.PutJsonAsync(Route, read).OkAsync()).GetRawText());
        Assert.Empty(Changed(JsonDocument.Parse(read).RootElement));
    }

    [Fact]
    public async Task Codes_stay_and_new_columns_get_the_next_ones_when_a_version_has_others()
    {
        await using var service = models.NewService();
        await service.Client.PutJsonAsync(Route, """{"reasons":[{"feature":"housing","direction":"category","code":"R03H","text":"Wohnung"}]}""").OkAsync();
        // Like the others, with one more column, before the others.
        var csv = string.Join('\n', Some.Loan().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) => i == 0 ? "debt," + line : $"{i % 7},{line}"));
        await service.PublishAsync("loan", csv, Some.LoanOptions + "&promote=always&selection=none");
        var reasons = (await service.Client.GetAsync(Route).OkAsync()).GetProperty("reasons").EnumerateArray();
        // R03H is another's already.
        Assert.Equal(
            ["income high R01H", "income low R01L", "housing category R03H", "debt high R03H-2", "debt low R03L"],
            reasons.Select(r => $"{r.GetProperty("feature")} {r.GetProperty("direction")} {r.GetProperty("code")}"));
    }

    [Theory]
    [InlineData("""{}""", "reasons")]
    [InlineData("""[]""", "body")]
    [InlineData("""{"reasons":[]}""", "reasons")]
    [InlineData("""{"reasons":{},"language":"de"}""", "language", "reasons")]
    [InlineData("""{"reasons":[1,{"text":"x"}]}""", "reasons[0]", "reasons[1].direction", "reasons[1].feature")]
    [InlineData("""{"reasons":[{"feature":"age","direction":"low","text":"x"}]}""", "reasons[0].feature")]
    [InlineData("""{"reasons":[{"feature":"income","direction":"missing","text":"x"}]}""", "reasons[0].direction")]
    [InlineData("""{"reasons":[{"feature":"income","direction":"low","text":"  ","code":"a b","colour":1}]}""", "reasons[0].code", "reasons[0].colour", "reasons[0].text")]
    [InlineData("""{"reasons":[{"feature":"income","direction":"low","code":"R01H"}]}""", "reasons[0].code")]
    [InlineData("""{"reasons":[{"feature":"income","direction":"low","text":"x"},{"feature":"income","direction":"low","text":"y"}]}""", "reasons[1]")]
    public async Task A_wrong_change_names_everything_and_changes_nothing(string body, params string[] places)
    {
        await using var service = models.NewService();
        var before = await service.Client.GetStringAsync(Route);
        Assert.Equal(places, await service.Client.PutJsonAsync(Route, body).FieldsRefusedAsync());
        Assert.Equal(before, await service.Client.GetStringAsync(Route));
    }

    [Fact]
    public async Task A_sentence_has_a_longest_length()
    {
        await using var service = models.NewService();
        Assert.Equal(["reasons[0].text"], await PutTextAsync(new string('x', 501)).FieldsRefusedAsync());
        await PutTextAsync(new string('x', 500)).OkAsync();

        Task<HttpResponseMessage> PutTextAsync(string text)
            => service.Client.PutJsonAsync(Route, JsonSerializer.Serialize(new { reasons = new[] { new { feature = "income", direction = "low", text } } }));
    }

    [Fact]
    public async Task There_is_none_of_a_model_that_is_not_there_and_of_a_domain_that_decides_nothing()
    {
        await using var service = models.NewService();
        await service.Client.GetAsync("/reasons/loan/card").RefusedAsync(HttpStatusCode.NotFound);
        await service.Client.PutJsonAsync("/reasons/risk/default", "{}").RefusedAsync(HttpStatusCode.NotFound);
        Assert.Equal(["domain"], await service.Client.GetAsync("/reasons/trade/default").FieldsRefusedAsync());
    }

    private static async Task<JsonElement> PredictAsync(Service service, string row)
        => await service.Client.PostAsync("/predict/loan", new StringContent(row, Encoding.UTF8, Calls.Json)).OkAsync();

    private static IEnumerable<(string?, string?)> Changed(JsonElement catalogue)
        => catalogue.GetProperty("reasons").EnumerateArray().Where(reason => !reason.GetProperty("generated").GetBoolean())
            .Select(reason => (reason.GetProperty("code").GetString(), reason.GetProperty("text").GetString()));
}
