using System.Globalization;
using System.Net;
using System.Text.Json;
using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Models;

public sealed class ScorecardTests : IClassFixture<ScorecardTests.TrainedScorecard>
{
    private const string Route = "/models/loan/default/1/scorecard";

    // The first applicant of the sample, who has no employment_years and no utilization.
    private const string Applicant = """
        "employment_years":null,"income":16200,"housing":"rent","dependents":1,"oldest_account_months":262,"open_accounts":9,
        "utilization":null,"past_delinquencies":0,"recent_inquiries":1,"amount":2200,"term_months":24,"purpose":"car","guarantor":false
        """;

    private readonly Service _service;

    public ScorecardTests(TrainedScorecard trained) => _service = trained.Service;

    private static string[] Sample => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "samples", "loan.csv"));

    [Theory]
    [InlineData("\"unemployed\"", "")]
    [InlineData("\"astronaut\"", "unseenCategory")]
    [InlineData("null", "")]
    public async Task A_score_added_up_by_hand_from_the_table_is_the_answer_s(string occupation, string warning)
    {
        var row = $$"""{"occupation":{{occupation}},{{Applicant}}}""";
        var answer = await _service.Client.PostAsync("/predict/loan", Json(row)).OkAsync();
        var table = await TableAsync();
        Assert.Equal(table.Score(Cells(row)), answer.GetProperty("score").GetInt32());
        var probability = answer.GetProperty("probability").GetDouble();
        Assert.Equal(Math.Log(probability / (1 - probability)), table.Sum("logOdds", Cells(row)), 1e-5);
        Assert.Equal(warning, string.Join(' ', answer.GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("code"))));
    }

    [Fact]
    public async Task A_thousand_scores_of_a_batch_are_those_of_the_table_too()
    {
        var lines = Sample[..1001];
        using var answer = await _service.Client.PostCsvAsync("/predict/loan/batch", string.Join('\n', lines));
        var scores = (await answer.Content.ReadAsStringAsync()).Trim().Split('\n').Skip(1).Select(line => line.Split(',')[2]).ToArray();
        var table = await TableAsync();
        var header = lines[0].Split(',');
        var byHand = lines.Skip(1).Select(line => table.Score(header.Zip(line.Split(',')).ToDictionary(c => c.First, c => c.Second)));
        Assert.Equal(byHand.Select(s => s.ToString(CultureInfo.InvariantCulture)), scores);
    }

    [Fact]
    public async Task The_table_follows_the_policy_in_force_and_the_manifest_keeps_the_default_scale()
    {
        using var service = new Service();
        await service.PublishAsync("loan", Some.Loan(), Some.LoanOptions.Replace("logistic", "scorecard", StringComparison.Ordinal));
        var manifest = await service.Client.GetAsync("/models/loan/default/1").OkAsync();
        var before = Table.Read(await service.Client.GetStringAsync(Route));
        Assert.Equal(manifest.GetProperty("scorecard").GetProperty("basePoints").GetDouble(), before.Base("points"));

        await service.Client.PutJsonAsync("/models/loan/default/policy", """{"points":100,"odds":1,"pointsToDouble":10}""").OkAsync();
        var after = Table.Read(await service.Client.GetStringAsync(Route));
        // 100 points at even odds, and 10 points double them.
        Assert.Equal(100 - 10 * before.Base("logOdds") / Math.Log(2), after.Base("points"), 1e-9);
        Assert.Equal(manifest.GetRawText(), (await service.Client.GetAsync("/models/loan/default/1").OkAsync()).GetRawText());
        var cells = new Dictionary<string, string> { ["income"] = "50.5", ["housing"] = "rent" };
        Assert.Equal(after.Score(cells), (await service.Client.PredictLoanAsync().OkAsync()).GetProperty("score").GetInt32());
    }

    [Fact]
    public async Task The_table_is_a_CSV_file_and_holds_every_row_once_per_feature()
    {
        using var answer = await _service.Client.GetAsync(Route);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("loan-default-1-scorecard.csv", answer.Content.Headers.ContentDisposition?.FileName);
        var table = Table.Read(await answer.Content.ReadAsStringAsync());
        // The sample has 4,000 applicants, of whom 492 defaulted.
        Assert.All(table.Features, bins => Assert.Equal((4000, 492), (bins.Sum(b => Number(b["count"])), bins.Sum(b => Number(b["events"])))));
        Assert.All(table.Features, bins => Assert.All(bins, b => Assert.True(Number(b["coefficient"]) > 0)));
    }

    [Fact]
    public async Task What_is_no_scorecard_or_not_there_is_a_404()
    {
        await _service.PublishAsync("loan", Some.Loan(), Some.LoanOptions, "plain");
        var problem = await _service.Client.GetAsync("/models/loan/plain/1/scorecard").RefusedAsync(HttpStatusCode.NotFound);
        Assert.Contains("its algorithm is logistic", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await _service.Client.GetAsync("/models/loan/default/2/scorecard").RefusedAsync(HttpStatusCode.NotFound);
        await _service.Client.GetAsync("/models/loan/none/1/scorecard").RefusedAsync(HttpStatusCode.NotFound);
    }

    private static StringContent Json(string row) => new(row, System.Text.Encoding.UTF8, Calls.Json);

    private static Dictionary<string, string> Cells(string row)
        => JsonDocument.Parse(row).RootElement.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => f.Value.GetString()!,
            _ => f.Value.GetRawText(),
        });

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private async Task<Table> TableAsync() => Table.Read(await _service.Client.GetStringAsync(Route));

    /// <summary>A scorecard on the whole sample, as version 1 of loan/default.</summary>
    public sealed class TrainedScorecard : IAsyncLifetime, IDisposable
    {
        public Service Service { get; } = new();

        public Task InitializeAsync() => Service.PublishAsync(
            "loan", string.Join('\n', Sample), "label=outcome&positive=default&protected=age&algorithm=scorecard&folds=2");

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => Service.Dispose();
    }

    /// <summary>The table as a spreadsheet would take it: a score is a look-up per feature and a sum.</summary>
    private sealed record Table(IReadOnlyList<Dictionary<string, string>> Lines)
    {
        public IEnumerable<IGrouping<string, Dictionary<string, string>>> Features => Lines.Skip(1).GroupBy(line => line["feature"]);

        public static Table Read(string csv)
        {
            var lines = csv.TrimEnd().Split('\n').Select(line => line.Split(',')).ToArray();
            return new([.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(c => c.First, c => c.Second))]);
        }

        public double Base(string column) => Number(Lines[0][column]);

        public int Score(Dictionary<string, string> row) => (int)Math.Round(Sum("points", row), MidpointRounding.AwayFromZero);

        public double Sum(string column, Dictionary<string, string> row)
            => Base(column) + Features.Sum(bins => Number(bins.Single(bin => Holds(bin, bins, row[bins.Key]))[column]));

        private static bool Holds(Dictionary<string, string> bin, IEnumerable<Dictionary<string, string>> all, string cell) => bin["kind"] switch
        {
            "missing" => cell.Length == 0,
            "levels" => bin["bin"].Split(" | ").Contains(cell),
            "range" => cell.Length > 0 && !(bin["from"].Length > 0 && Number(cell) < Number(bin["from"]))
                && !(bin["to"].Length > 0 && Number(cell) >= Number(bin["to"])),
            _ => cell.Length > 0 && !all.Any(other => other["kind"] == "levels" && Holds(other, all, cell)),
        };
    }
}
