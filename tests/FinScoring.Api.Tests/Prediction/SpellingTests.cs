using System.Globalization;
using System.Text;
using System.Text.Json;
using FinScoring.Api.Tests.Models;
using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>A model of True and False and of grades 1 to 5.</summary>
public sealed class SpelledService : IAsyncLifetime, IDisposable
{
    internal Service Service { get; } = new();

    public Task InitializeAsync() => PublishAsync(SpellingTests.Loans(), "true");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Service.Dispose();

    internal Task PublishAsync(string file, string positive, string model = "default")
        => Service.PublishAsync("loan", file, $"label=bad&positive={positive}&algorithm=logistic&folds=2&categories=grade&protected=region&selection=none", model);
}

/// <summary>The model asked in other spellings.</summary>
public sealed class SpellingTests(SpelledService services) : IClassFixture<SpelledService>
{
    private readonly Service _service = services.Service;
    private readonly string _file = Loans();

    [Fact]
    public async Task Json_and_csv_mean_the_value_whatever_program_wrote_it()
    {
        var (yes, no) = (await ProbabilityAsync("""{"owner":"True","grade":4,"income":40}"""), await ProbabilityAsync("""{"owner":"False","grade":4,"income":40}"""));
        Assert.True(yes < no);
        foreach (var grade in new[] { "4", "4.0", "4e0", "40e-1", "\"4\"", "\"4.0\"", "\" 4 \"" })
        {
            foreach (var (owner, expected) in new[] { ("true", yes), ("\"TRUE\"", yes), ("\"true\"", yes), ("false", no), ("\"FALSE\"", no) })
                Assert.Equal(expected, await ProbabilityAsync($$"""{"owner":{{owner}},"grade":{{grade}},"income":40}"""));
        }

        using var batch = await _service.Client.PostCsvAsync("/predict/loan/batch", "owner,grade,income\nTRUE,4.0,40\ntrue,+4,40\nTrue,4,40\nFALSE,4.00,40\n");
        var lines = (await batch.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([yes, yes, yes, no], lines.Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("unseen", string.Concat(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_with_leading_zeros_is_another_value()
    {
        var answer = await PredictAsync("""{"owner":true,"grade":"04","income":40}""", "");
        Assert.Equal("unseenCategory", answer.GetProperty("warnings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_training_file_saved_by_another_program_is_evaluated_to_the_same_figures_and_groups()
    {
        var saved = _file.Replace("True", "TRUE", StringComparison.Ordinal).Replace("False", "FALSE", StringComparison.Ordinal);
        // As pandas writes whole numbers once a cell of their column is missing.
        saved = string.Join('\n', saved.TrimEnd().Split('\n').Select((line, i) => i == 0 ? line : WithPoint(line)));
        var (same, other) = (await EvaluateAsync(_file), await EvaluateAsync(saved));
        Assert.Equal(same.GetProperty("metrics").GetRawText(), other.GetProperty("metrics").GetRawText());
        Assert.Equal(same.GetProperty("fairness").GetRawText(), other.GetProperty("fairness").GetRawText());
        Assert.Equal(["1", "2"], same.GetProperty("fairness")[0].GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("group").GetString()!).Order());

        static string WithPoint(string line)
        {
            var cells = line.Split(',');
            (cells[1], cells[3]) = (cells[1] + ".0", cells[3] + ".0");
            return string.Join(',', cells);
        }
    }

    [Fact]
    public async Task Reasons_and_what_if_tell_true_from_false()
    {
        await _service.Client.PutJsonAsync("/models/loan/default/policy", """{"approveBelow":0,"declineFrom":0}""").OkAsync();
        foreach (var (spelled, trained) in new[] { ("true", "True"), ("false", "False") })
        {
            var (asked, as_) = (await PredictAsync($$"""{"owner":{{spelled}},"grade":2.0,"income":30}""", "?explain=reasons"), await PredictAsync($$"""{"owner":"{{trained}}","grade":"2","income":30}""", "?explain=reasons"));
            Assert.Equal(as_.GetProperty("reasons").GetRawText(), asked.GetProperty("reasons").GetRawText());
        }

        const string Question = """{"row":{"owner":false,"grade":4.0,"income":30},"overrides":{"owner":true},"counterfactuals":3}""";
        using var content = new StringContent(Question, Encoding.UTF8, "application/json");
        var answer = await _service.Client.PostAsync("/predict/loan/what-if", content).OkAsync();
        var owner = answer.GetProperty("difference").GetProperty("contributions").EnumerateArray().Single(c => c.GetProperty("feature").GetString() == "owner");
        Assert.True(owner.GetProperty("contribution").GetDouble() < -0.1);
        Assert.Empty(answer.GetProperty("after").GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task Two_spellings_in_one_training_file_are_one_category()
    {
        var (mixed, number) = (new StringBuilder(), 0);
        foreach (var line in _file.TrimEnd().Split('\n'))
            mixed.Append(number++ % 3 == 1 ? line.Replace("True", "true", StringComparison.Ordinal).Replace(",1,", ",1.0,", StringComparison.Ordinal) : line).Append('\n');
        await services.PublishAsync(mixed.ToString(), "TRUE", "mixed");
        var fields = (await _service.Client.GetAsync("/models/loan/mixed/1").OkAsync()).GetProperty("signature").GetProperty("columns").EnumerateArray();
        Assert.Equal(["False", "True"], fields.First().GetProperty("categories").EnumerateArray().Select(c => c.GetString()!).Order());
        Assert.Equal(
            await ProbabilityAsync("""{"owner":true,"grade":1,"income":40}"""),
            (await PredictAsync("""{"owner":true,"grade":1,"income":40}""", "?model=mixed")).GetProperty("probability").GetDouble());
    }

    private async Task<double> ProbabilityAsync(string row)
    {
        var answer = await PredictAsync(row, "");
        Assert.Equal(0, answer.GetProperty("warnings").GetArrayLength());
        return answer.GetProperty("probability").GetDouble();
    }

    private Task<JsonElement> PredictAsync(string row, string query)
        => _service.Client.PostAsync($"/predict/loan{query}", new StringContent(row, Encoding.UTF8, "application/json")).OkAsync();

    private async Task<JsonElement> EvaluateAsync(string file)
        => (await _service.Client.PostCsvAsync("/models/loan/default/1/evaluations", file).OkAsync()).GetProperty("report");

    /// <summary>As pandas writes them: owners are safe, high grades are risky. Columns owner, grade, income, region (1 or 2), bad.</summary>
    internal static string Loans()
    {
        var random = new Random(11);
        var csv = new StringBuilder("owner,grade,income,region,bad\n");
        for (var i = 0; i < 600; i++)
        {
            var (owner, grade, income, region) = (random.Next(2) == 0, random.Next(1, 6), random.Next(10, 90), random.Next(1, 3));
            var bad = random.NextDouble() < 1 / (1 + Math.Exp(1.5 + (owner ? 1.5 : 0) - 0.7 * grade + income / 60.0));
            csv.Append(CultureInfo.InvariantCulture, $"{(owner ? "True" : "False")},{grade},{income},{region},{(bad ? "True" : "False")}\n");
        }

        return csv.ToString();
    }
}
