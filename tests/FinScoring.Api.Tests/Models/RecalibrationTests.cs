using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Models;

[Collection(OnTrainedModels.Name)]
public sealed class RecalibrationTests(TrainedModels models)
{
    private const string Route = "/models/loan/default/1/recalibrations";

    [Fact]
    public async Task An_event_rate_shifts_every_log_odds_by_the_log_odds_of_both_rates_and_does_not_answer_until_promoted()
    {
        await using var service = models.NewService();
        var source = await service.Client.GetAsync("/models/loan/default/1").OkAsync();
        using var answer = await service.Client.PostJsonAsync(Route, """{"eventRate":0.03}""");
        var created = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("/models/loan/default/4", answer.Headers.Location!.ToString());
        Assert.Equal((4, false), (created.GetProperty("version").GetInt32(), created.GetProperty("champion").GetBoolean()));

        var rows = source.GetProperty("rows");
        var rate = rows.GetProperty("events").GetDouble() / rows.GetProperty("used").GetDouble();
        var shift = Math.Log(0.03 / 0.97) - Math.Log(rate / (1 - rate));
        var (before, after) = (await LogOddsAsync(service, 1), await LogOddsAsync(service, 4));
        Assert.All(before.Zip(after), z => Assert.Equal(z.First + shift, z.Second, 1e-9));
        var from = created.GetProperty("recalibratedFrom");
        Assert.Equal((1, "eventRate"), (from.GetProperty("version").GetInt32(), from.GetProperty("kind").GetString()));
        Assert.Equal(shift, from.GetProperty("line").GetProperty("offset").GetDouble(), 1e-12);
        Assert.Equal(source.GetProperty("logOdds").GetRawText(), from.GetProperty("before").GetRawText());
        Assert.Equal(created.GetProperty("logOdds").GetRawText(), from.GetProperty("after").GetRawText());

        // What ranks is as it was; what does not is no longer what it was.
        Assert.Equal(Metric(source, "auc"), Metric(created, "auc"));
        Assert.NotEqual(Metric(source, "logLoss"), Metric(created, "logLoss"));
        Assert.Equal(0.03, created.GetProperty("evaluation").GetProperty("populationRate").GetDouble());
        Assert.Equal(1, (await service.Client.PredictLoanAsync().OkAsync()).GetProperty("version").GetInt32());
        await service.Client.PromoteAsync(4).OkAsync();
        Assert.Equal(4, (await service.Client.PredictLoanAsync().OkAsync()).GetProperty("version").GetInt32());
        var versions = (await service.Client.GetAsync("/models/loan/default").OkAsync()).GetProperty("versions");
        Assert.Equal([1, null, null, null], versions.EnumerateArray().Select(v => v.GetProperty("recalibratedFrom") is { ValueKind: JsonValueKind.Number } n ? n.GetInt32() : (int?)null));
    }

    [Fact]
    public async Task A_labelled_file_teaches_the_likeliest_line_and_is_measured_with_lines_it_did_not_teach()
    {
        await using var service = models.NewService();
        // Every log-odds of these is a lower one's: the file holds a third of the bad ones.
        var file = Thinned(Some.Loan(rows: 1200, seed: 9));
        var bad = Cells(file, 2).Select(l => l == "bad").ToArray();
        var created = await CreatedAsync(service.Client.PostCsvAsync(Route, file));
        var line = created.GetProperty("recalibratedFrom").GetProperty("line");
        var (slope, offset) = (line.GetProperty("slope").GetDouble(), line.GetProperty("offset").GetDouble());

        var before = await LogOddsAsync(service, 1, file);
        var (expectedSlope, expectedOffset) = Platt(before, bad);
        Assert.Equal(expectedSlope, slope, 1e-3);
        Assert.Equal(expectedOffset, offset, 1e-3);
        Assert.All(before.Zip(await LogOddsAsync(service, 4, file)), z => Assert.Equal(slope * z.First + offset, z.Second, 1e-7));

        var from = created.GetProperty("recalibratedFrom");
        Assert.Equal((bad.Length, bad.Count(b => b)), (from.GetProperty("rows").GetInt32(), from.GetProperty("events").GetInt32()));
        var report = from.GetProperty("report");
        Assert.Equal((bad.Length, "recalibrated"), (report.GetProperty("rows").GetInt32(), report.GetProperty("protocol").GetString()));
        // Under the file's own line it is measured better than under lines of its other fifths.
        var evaluation = await service.Client.PostCsvAsync("/models/loan/default/4/evaluations", file).OkAsync();
        var flattered = evaluation.GetProperty("report").GetProperty("metrics").GetProperty("logLoss").GetDouble();
        Assert.InRange(report.GetProperty("metrics").GetProperty("logLoss").GetDouble(), flattered + 1e-9, flattered + 0.05);
        Assert.Contains("line was learned on", evaluation.GetProperty("report").GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contributions_still_add_up_and_reasons_report_and_artifact_are_of_the_new_line_after_a_restart_too()
    {
        await using var service = models.NewService();
        var created = await CreatedAsync(service.Client.PostJsonAsync(Route, """{"eventRate":0.5}"""));
        await using var restarted = await service.RestartAsync();
        var client = restarted.Client;
        var answer = await client.PredictLoanAsync("?version=4&explain=true").OkAsync();
        var explanation = answer.GetProperty("explanation");
        var sum = explanation.GetProperty("baseline").GetDouble()
            + explanation.GetProperty("contributions").EnumerateArray().Sum(c => c.GetProperty("contribution").GetDouble());
        var probability = answer.GetProperty("probability").GetDouble();
        Assert.Equal(Math.Log(probability / (1 - probability)), sum, 1e-6);
        Assert.Equal(sum, explanation.GetProperty("logOdds").GetDouble(), 1e-6);
        Assert.NotEmpty((await client.PredictLoanAsync("?version=4&explain=reasons").OkAsync()).GetProperty("reasons").EnumerateArray());

        var page = await client.GetStringAsync("/models/loan/default/4/report?format=md");
        Assert.Contains("The model is that of version 1; only the line over its log-odds is another", page, StringComparison.Ordinal);
        var zip = await client.GetByteArrayAsync("/models/loan/default/4/artifact");
        Assert.NotEqual(await client.GetByteArrayAsync("/models/loan/default/1/artifact"), zip);
        Assert.Equal(created.GetProperty("files").GetProperty("model.zip").GetString(),
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(zip)));
    }

    [Fact]
    public async Task A_scorecard_still_adds_up_to_the_answer()
    {
        await using var service = new Service();
        await service.PublishAsync("loan", Some.Loan(), Some.LoanOptions.Replace("logistic", "scorecard", StringComparison.Ordinal));
        await CreatedAsync(service.Client.PostCsvAsync(Route, Some.Loan(rows: 400, seed: 9)));
        var table = (await service.Client.GetStringAsync("/models/loan/default/2/scorecard")).Trim().Split('\n').Select(l => l.Split(',')).ToArray();
        // income 50.5 and housing rent: feature,kind,bin,from,to,count,events,eventRate,woe,iv,coefficient,logOdds,points
        var lines = table.Where(l => l[1] == "base" || (l[1] == "levels" && l[2].Split(" | ").Contains("rent")) || (l[1] == "range" && From(l) <= 50.5 && 50.5 < To(l))).ToArray();
        // The base, and one bin of each feature.
        Assert.Equal(table.Skip(1).Select(l => l[0]).Distinct().Count(), lines.Length);
        var answer = await service.Client.PredictLoanAsync("?version=2").OkAsync();
        Assert.Equal(Math.Round(lines.Sum(l => Number(l[12]))), answer.GetProperty("score").GetInt32());
        var probability = answer.GetProperty("probability").GetDouble();
        Assert.Equal(Math.Log(probability / (1 - probability)), lines.Sum(l => Number(l[11])), 1e-5);

        static double From(string[] line) => line[3].Length == 0 ? double.NegativeInfinity : Number(line[3]);

        static double To(string[] line) => line[4].Length == 0 ? double.PositiveInfinity : Number(line[4]);
    }

    [Fact]
    public async Task Bars_teach_a_line_whose_probability_mixes_the_returns_and_no_event_rate_is_taken()
    {
        await using var service = models.NewService();
        const string Trade = "/models/trade/default/1/recalibrations";
        Assert.Equal(["eventRate"], await service.Client.PostJsonAsync(Trade, """{"eventRate":0.5}""").FieldsRefusedAsync());
        using var answer = await service.Client.PostCsvAsync(Trade, TrainedModels.Bars());
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        // These bars hold next to nothing: either a line, or the refusal of one that would turn the model round.
        if (answer.StatusCode == HttpStatusCode.Created)
            Assert.InRange(body.GetProperty("recalibratedFrom").GetProperty("line").GetProperty("slope").GetDouble(), 0, 10);
        else
            Assert.Contains("slope", body.GetProperty("errors").GetProperty("data")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "eventRate")]
    [InlineData("""{"eventRate":0}""", "eventRate")]
    [InlineData("""{"eventRate":1}""", "eventRate")]
    [InlineData("""{"eventRate":"0.03"}""", "eventRate")]
    [InlineData("""{"eventRate":0.03,"slope":2}""", "slope")]
    [InlineData("[]", "body")]
    public async Task A_body_that_says_no_event_rate_is_refused(string body, string field)
    {
        await using var service = models.NewService();
        Assert.Equal([field], await service.Client.PostJsonAsync(Route, body).FieldsRefusedAsync());
    }

    [Fact]
    public async Task A_file_that_teaches_no_line_is_refused_and_publishes_nothing()
    {
        await using var service = models.NewService();
        var file = Some.Loan(rows: 400, seed: 9);
        Assert.Contains("at least 20", await DataErrorAsync(Some.Loan(rows: 30, seed: 9)), StringComparison.Ordinal);
        Assert.Contains("slope", await DataErrorAsync(file.Replace(",bad\n", ",x\n").Replace(",good\n", ",bad\n").Replace(",x\n", ",good\n")), StringComparison.Ordinal);
        Assert.Equal(["label"], await service.Client.PostCsvAsync(Route, file.Replace(",good\n", ",bad\n")).FieldsRefusedAsync());
        await service.Client.PostAsync(Route, new StringContent("a", Encoding.UTF8, "text/plain")).RefusedAsync(HttpStatusCode.UnsupportedMediaType);
        await service.Client.PostJsonAsync("/models/loan/default/9/recalibrations", """{"eventRate":0.03}""").RefusedAsync(HttpStatusCode.NotFound);
        Assert.Equal(3, (await service.Client.GetAsync("/models/loan/default").OkAsync()).GetProperty("versions").GetArrayLength());
        Assert.Empty(Directory.GetDirectories(Path.Combine(service.Folder, ".staging")));

        async Task<string?> DataErrorAsync(string csv)
            => (await service.Client.PostCsvAsync(Route, csv).RefusedAsync(HttpStatusCode.BadRequest)).GetProperty("errors").GetProperty("data")[0].GetString();
    }

    private static async Task<JsonElement> CreatedAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static double Metric(JsonElement version, string name) => version.GetProperty("metrics").GetProperty(name).GetDouble();

    private static async Task<double[]> LogOddsAsync(Service service, int version, string? file = null)
    {
        var rows = string.Join('\n', (file ?? Some.Loan(rows: 50, seed: 9)).TrimEnd().Split('\n').Select(line => line[..line.LastIndexOf(',')]));
        using var answer = await service.Client.PostCsvAsync($"/predict/loan/batch?version={version}", rows);
        return [.. Cells(await answer.Content.ReadAsStringAsync(), 1).Select(Number).Select(p => Math.Log(p / (1 - p)))];
    }

    private static IEnumerable<string> Cells(string file, int column) => file.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(',')[column]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>With every third of the bad ones only.</summary>
    private static string Thinned(string file)
    {
        var seen = 0;
        return string.Join('\n', file.TrimEnd().Split('\n').Where(line => !line.EndsWith(",bad", StringComparison.Ordinal) || seen++ % 3 == 0)) + "\n";
    }

    /// <summary>Platt's targets and plain Newton steps, written anew.</summary>
    private static (double Slope, double Offset) Platt(double[] z, bool[] happened)
    {
        double events = happened.Count(h => h), others = z.Length - events;
        double[] target = [.. happened.Select(h => h ? (events + 1) / (events + 2) : 1 / (others + 2))];
        double a = 1, b = 0;
        for (var step = 0; step < 50; step++)
        {
            double ga = 0, gb = 0, haa = 0, hab = 0, hbb = 0;
            for (var i = 0; i < z.Length; i++)
            {
                var p = 1 / (1 + Math.Exp(-a * z[i] - b));
                var (g, h) = (target[i] - p, p * (1 - p));
                (ga, gb, haa, hab, hbb) = (ga + g * z[i], gb + g, haa + h * z[i] * z[i], hab + h * z[i], hbb + h);
            }

            var determinant = haa * hbb - hab * hab;
            (a, b) = (a + (hbb * ga - hab * gb) / determinant, b + (haa * gb - hab * ga) / determinant);
        }

        return (a, b);
    }
}
