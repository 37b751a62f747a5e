using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace FinScoring.Benchmarks;

/// <summary>
/// Two hundred requests at once for versions that are not in memory and for their reports, and how long /health/live and another
/// model's predictions take meanwhile, against their time when nothing else goes on. The service must be fresh: a version is cold once.
/// </summary>
internal static class ColdVersions
{
    private const int Requests = 200, IdleRounds = 500, Versions = 12;

    /// <param name="service">Where the service listens.</param>
    public static async Task RunAsync(Uri service)
    {
        using var client = new HttpClient { BaseAddress = service, Timeout = TimeSpan.FromMinutes(15) };
        var path = Path.GetTempFileName();
        GermanCreditJson.Write(path);
        var row = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        if (!(await client.GetStringAsync("/models")).Contains("\"cold\"", StringComparison.Ordinal))
        {
            await Trainings.OfGermanCreditAsync(client, "warm", seed: 1);
            for (var version = 1; version <= Versions; version++) await Trainings.OfGermanCreditAsync(client, "cold", version);
            Console.WriteLine($"Trained {Versions} versions. Start the service anew on the same models folder and run this again.");
            return;
        }

        for (var i = 0; i < IdleRounds; i++) await RoundAsync(client, row, []);
        var idle = new List<double>();
        for (var i = 0; i < IdleRounds; i++) await RoundAsync(client, row, idle);
        var watch = Stopwatch.StartNew();
        var asked = Task.WhenAll(Enumerable.Range(0, Requests).Select(i => i % 2 == 0
            ? SendAsync(client, $"/predict/loan?model=cold&version={2 + i / 2 % (Versions - 1)}", row)
            : SendAsync(client, $"/models/loan/cold/{2 + i / 2 % (Versions - 1)}/report", null)));
        var busy = new List<double>();
        while (!asked.IsCompleted) await RoundAsync(client, row, busy);
        await asked;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Requests} answered in {watch.Elapsed.TotalSeconds:F2} s; p99 idle {P99(idle):F2} ms, meanwhile {P99(busy):F2} ms of {busy.Count}: {P99(busy) / P99(idle):F2} times"));
    }

    private static double P99(List<double> times) => times.Order().ElementAt((int)(0.99 * (times.Count - 1)));

    /// <summary>Each after a pause, as a probe asks.</summary>
    private static async Task RoundAsync(HttpClient client, byte[] row, List<double> times)
    {
        foreach (var (path, body) in new (string, byte[]?)[] { ("/health/live", null), ("/predict/loan?model=warm", row) })
        {
            await Task.Delay(1);
            var watch = Stopwatch.StartNew();
            await SendAsync(client, path, body);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
    }

    private static async Task SendAsync(HttpClient client, string path, byte[]? body)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
    }
}
