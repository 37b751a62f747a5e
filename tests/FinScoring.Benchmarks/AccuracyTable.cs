using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FinScoring.Benchmarks;

/// <summary>
/// What auto reaches out of fold on the public data, over HTTP: each file is trained with several seeds, which deal the rows
/// to other folds. Where folds follow time the seed changes the fits only.
/// </summary>
internal static class AccuracyTable
{
    private const int Seeds = 5;

    private static readonly (string Name, string Path, string File)[] Cases =
    [
        ("German credit", "loan?label=class&positive=bad", "loan_german_credit/german_credit.csv"),
        ("South German credit", "loan?label=credit_risk&positive=bad", "loan_german_credit/south_german_credit_corrected.csv"),
        ("Taiwan card default", "loan?label=default_payment_next_month&exclude=ID", "loan_taiwan_card_default/taiwan_card_default.csv"),
        ("Lending Club", "loan?label=Class&positive=bad", "loan_lending_club_2016q1/lending_club.csv"),
        ("Credit approval", "loan?label=class&positive=approved&event=approved", "loan_credit_approval/credit_approval_japanese_crx.csv"),
        ("Australian credit", "loan?label=class", "loan_credit_approval/australian_credit.csv"),
        ("Polish bankruptcy", "risk?label=class", "risk_polish_bankruptcy/polish_bankruptcy_1year.csv"),
        ("Recession, P12M", "risk?label=target_recession_next_12m&time=date&horizon=P12M&exclude=in_recession_now", "risk_us_recession/us_recession_dev.csv"),
        ("High volatility, 21", "risk?label=target_highvol25_21d&time=date&horizon=21", "risk_market_drawdown/market_drawdown_sp500_dev.csv"),
        ("Drop of 5 %, 21", "risk?label=target_drop5pct_21d&time=date&horizon=21", "risk_market_drawdown/market_drawdown_sp500_dev.csv"),
        ("Drop of 10 %, 63", "risk?label=target_drop10pct_63d&time=date&horizon=63", "risk_market_drawdown/market_drawdown_sp500_dev.csv"),
        ("S&P 500, next day", "trade?", "trade_sp500_daily/sp500_daily_dev.csv"),
        ("DJIA, next day", "trade?", "trade_djia30_daily/djia30_dev.csv"),
    ];

    /// <param name="service">Where the service listens.</param>
    /// <param name="options">Further options of each training, such as algorithm=lightgbm; only=Word keeps the cases with that word.</param>
    public static async Task RunAsync(Uri service, string[] options)
    {
        using var client = new HttpClient { BaseAddress = service, Timeout = TimeSpan.FromMinutes(15) };
        var only = options.FirstOrDefault(o => o.StartsWith("only=", StringComparison.Ordinal))?[5..] ?? "";
        string[] further = [.. options.Where(o => !o.StartsWith("only=", StringComparison.Ordinal))];
        Console.WriteLine("| Data | AUC | from, to | Log-loss | Brier | ECE | Chosen | Seconds |\n|---|---|---|---|---|---|---|---|");
        foreach (var (name, path, file) in Cases.Where(c => c.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var results = new List<Result>();
            for (var seed = 1; seed <= Seeds; seed++)
                results.Add(await TrainAsync(client, string.Join('&', [path, $"model=accuracy&seed={seed}", .. further]), SharedData.File(file)));
            Console.WriteLine(Row(name, results));
        }
    }

    private static string Row(string name, List<Result> results)
    {
        var auc = results.Select(r => r.Auc).Order().ToArray();
        var chosen = results.GroupBy(r => r.Algorithm).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}");
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {Median(auc):.0000} | {auc[0]:.0000}, {auc[^1]:.0000} | {Median(results.Select(r => r.LogLoss)):.0000} | "
            + $"{Median(results.Select(r => r.Brier)):.0000} | {Median(results.Select(r => r.CalibrationError)):.0000} | {string.Join(", ", chosen)} | {Median(results.Select(r => r.Seconds)):0.0} |");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static async Task<Result> TrainAsync(HttpClient client, string path, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/train/{path}");
        request.Content = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Add("Prefer", "wait=600");
        using var answer = await client.SendAsync(request);
        using var job = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        if (!job.RootElement.TryGetProperty("status", out var status) || status.GetString() != "succeeded")
            throw new InvalidOperationException($"The training did not succeed: {job.RootElement}");

        var model = job.RootElement.GetProperty("model");
        using var manifest = JsonDocument.Parse(await client.GetStringAsync(
            new Uri($"/models/{model.GetProperty("domain").GetString()}/{model.GetProperty("name").GetString()}/{model.GetProperty("version").GetInt32()}", UriKind.Relative)));
        var metrics = manifest.RootElement.GetProperty("metrics");
        return new(
            Number("auc"), Number("logLoss"), Number("brier"), Number("calibrationError"), manifest.RootElement.GetProperty("algorithm").GetString()!,
            (job.RootElement.GetProperty("finishedAt").GetDateTime() - job.RootElement.GetProperty("startedAt").GetDateTime()).TotalSeconds);

        double Number(string name) => metrics.GetProperty(name).GetDouble();
    }

    private sealed record Result(double Auc, double LogLoss, double Brier, double CalibrationError, string Algorithm, double Seconds);
}
