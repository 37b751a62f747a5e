using System.Net.Sockets;
using System.Text;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>Requests that stop in the middle, over a plain socket, with the shortest limits there are.</summary>
public sealed class TimeLimitTests
{
    [Fact]
    public async Task What_does_not_arrive_in_time_is_ended()
    {
        using var service = new ScoringService(new() { ["Prediction:TimeoutSeconds"] = "1", ["Prediction:BatchTimeoutSeconds"] = "1" });

        var single = await PostPartAsync(service, "/predict/loan", "application/json", "{\"income\":");
        var nothing = await PostPartAsync(service, "/predict/loan/batch", "text/csv", "income,sav");
        var batch = await PostPartAsync(service, "/predict/loan/batch", "application/x-ndjson", "{\"id\":\"a\"}\n{\"id\":\"b\"");

        Assert.StartsWith("HTTP/1.1 408", single, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 408", nothing, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", batch, StringComparison.Ordinal);
        Assert.Contains("\"id\":\"a\"", batch, StringComparison.Ordinal);
        Assert.Contains("timeLimit", batch, StringComparison.Ordinal);
        Assert.EndsWith("0\r\n\r\n", batch, StringComparison.Ordinal);
    }

    private static async Task<string> PostPartAsync(ScoringService service, string path, string type, string part)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(service.Address.Host, service.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: test\r\nContent-Type: {type}\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n{part}"));
        return await new StreamReader(stream).ReadToEndAsync();
    }
}
