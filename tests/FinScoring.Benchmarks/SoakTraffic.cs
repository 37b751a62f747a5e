using System.Net.Http.Headers;
using System.Text;

namespace FinScoring.Benchmarks;

/// <summary>
/// What a service meets in a day, without a pause: predictions of the champion and of other versions, explained or not, reports,
/// what-ifs, batches, and promotions, each of which loads a version anew.
/// </summary>
internal sealed class SoakTraffic(HttpClient client, string row, byte[] csv)
{
    private const string Model = "soak";
    private const int Versions = 4;
    private int _turn;
    private long _requests;

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Four versions to choose from.</summary>
    public async Task TrainAsync()
    {
        for (var version = 1; version <= Versions; version++) await Trainings.OfGermanCreditAsync(client, Model, version);
    }

    /// <summary>One kind of request after the other until it is stopped; a few callers do this at the same time.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var turn = Interlocked.Increment(ref _turn);
            using var answer = await client.SendAsync(Next(turn), CancellationToken.None);
            await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            Interlocked.Increment(ref _requests);
        }
    }

    private HttpRequestMessage Next(int turn)
    {
        var version = 1 + turn / 20 % Versions;
        return (turn % 20) switch
        {
            0 => Put($"/models/loan/{Model}/champion", $$"""{"version":{{version}},"acceptSignatureChange":true}"""),
            1 => Predict($"&version={version}"),
            2 => Predict("&explain=true"),
            3 => Predict($"&version={version}&explain=reasons"),
            4 => new(HttpMethod.Get, $"/models/loan/{Model}/{version}/report"),
            5 => new(HttpMethod.Post, $"/predict/loan/what-if?model={Model}") { Content = Content($$"""{"row":{{row}},"counterfactuals":1}""") },
            6 => new(HttpMethod.Post, $"/predict/loan/batch?model={Model}") { Content = Content(csv, "text/csv") },
            7 => new(HttpMethod.Get, "/models"),
            8 => new(HttpMethod.Get, "/swagger/v1/swagger.json"),
            _ => Predict(""),
        };
    }

    private HttpRequestMessage Predict(string query) => new(HttpMethod.Post, $"/predict/loan?model={Model}{query}") { Content = Content(row) };

    private static HttpRequestMessage Put(string path, string json) => new(HttpMethod.Put, path) { Content = Content(json) };

    private static ByteArrayContent Content(string json) => Content(Encoding.UTF8.GetBytes(json), "application/json");

    private static ByteArrayContent Content(byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }
}
