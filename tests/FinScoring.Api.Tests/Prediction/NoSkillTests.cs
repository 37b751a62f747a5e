using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>A version that nothing shows to be better than knowing nothing says so wherever it answers.</summary>
[Collection(ScoringServiceTests.Name)]
public sealed class NoSkillTests(ScoringService service)
{
    private const string Row = """{"noise":0.5,"other":0.25}""";

    [Fact]
    public async Task Every_answer_says_so_and_decides_all_the_same()
    {
        var manifest = service.Publish("loan", Coin(300), new() { Label = "outcome", Positive = "bad" }, "coin");
        Assert.True(manifest.Evaluation.Intervals["auc"].Low <= 0.5);
        Assert.Contains(manifest.Warnings, w => w.StartsWith("The model shows no evidence of skill: its out-of-fold AUC is 0.", StringComparison.Ordinal));

        var single = await JsonAsync("/predict/loan?model=coin", Row);
        Assert.Equal("noSkill", Code(single));
        Assert.StartsWith("shows no evidence of skill: its out-of-fold AUC is ", Assert.Single(single.GetProperty("warnings").EnumerateArray()).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotNull(single.GetProperty("decision").GetString());

        using var csv = await service.PostAsync("/predict/loan/batch?model=coin", "noise,other\n0.5,0.25\n7,0.25\nx,1", "text/csv");
        var lines = (await csv.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');
        Assert.Contains("noSkill", lines[1], StringComparison.Ordinal);
        // Beside what else there is to say.
        Assert.Contains("aboveRange", lines[2], StringComparison.Ordinal);
        Assert.Contains("noSkill", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("noSkill", lines[3], StringComparison.Ordinal);

        var asked = await JsonAsync("/predict/loan/what-if?model=coin", $$$"""{"row":{{{Row}}},"overrides":{"noise":0.75}}""");
        Assert.Equal(("noSkill", "noSkill"), (Code(asked.GetProperty("before")), Code(asked.GetProperty("after"))));

        using var report = await service.Client.GetAsync("/models/loan/coin/1/report?format=md");
        Assert.Contains("shows no evidence of skill", await report.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_better_says_nothing_of_it()
    {
        var answer = await JsonAsync("/predict/loan", SomeData.Loan().ToJsonString());
        Assert.Empty(answer.GetProperty("warnings").EnumerateArray());
    }

    private static string? Code(JsonElement answer) => answer.GetProperty("warnings").EnumerateArray().Last().GetProperty("code").GetString();

    private async Task<JsonElement> JsonAsync(string path, string body)
    {
        using var answer = await service.PostAsync(path, body);
        var json = await answer.JsonAsync();
        Assert.True(answer.IsSuccessStatusCode, json.ToString());
        return json;
    }

    /// <summary>An outcome that depends on nothing.</summary>
    private static string Coin(int rows)
    {
        var random = new Random(4);
        var csv = new StringBuilder("noise,other,outcome\n");
        for (var i = 0; i < rows; i++)
            csv.Append(CultureInfo.InvariantCulture, $"{random.NextDouble():F3},{random.NextDouble():F3},{(random.Next(3) == 0 ? "bad" : "good")}\n");
        return csv.ToString();
    }
}
