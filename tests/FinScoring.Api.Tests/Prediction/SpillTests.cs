using System.Net.Sockets;
using System.Text;

namespace FinScoring.Api.Tests.Prediction;

/// <summary>Clients that send everything before they read, that hang up, and that wait for each answer; over a plain socket.</summary>
[Collection(ScoringServiceTests.Name)]
public sealed class SpillTests(ScoringService service)
{
    private const string Header = "id,income,savings,age,job,phone\n";

    [Fact]
    public async Task A_client_that_sends_everything_before_it_reads_gets_every_answer_in_order()
    {
        // The answers are longer than what sockets and the service keep in memory, so they go through the file.
        const int Rows = 60_000;
        var body = Body(Rows);
        using var client = await ConnectAsync();
        await using var stream = client.GetStream();
        await SendHeadAsync(stream, body.Length, "application/json");
        await stream.WriteAsync(body);

        var answer = await new StreamReader(stream).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.True(answer.Length > 10_000_000);
        var at = 0;
        for (var row = 0; row < Rows; row += 1000)
        {
            var next = answer.IndexOf($"\"id\":\"{row}\"", at, StringComparison.Ordinal);
            Assert.True(next >= at, $"Row {row} is not where it should be.");
            at = next;
        }

        Assert.Empty(Directory.GetFiles(service.SpillFolder));
    }

    [Fact]
    public async Task After_a_client_that_hangs_up_the_service_goes_on_and_no_file_is_left()
    {
        var body = Body(20_000);
        using (var client = await ConnectAsync())
        {
            // It promises more than it sends, sees the first answers, and is gone.
            var stream = client.GetStream();
            await SendHeadAsync(stream, 2 * body.Length, "application/json");
            await stream.WriteAsync(body);
            await stream.ReadExactlyAsync(new byte[1000]);
            client.LingerState = new LingerOption(true, 0);
        }

        using var next = await service.PostAsync("/predict/loan/batch", Header + "a,2500,,41,clerk,true\n", "text/csv");
        Assert.Equal(2, (await next.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Length);
        Assert.Empty(Directory.GetFiles(service.SpillFolder));
    }

    [Fact]
    public async Task Rows_are_answered_while_the_request_goes_on()
    {
        using var client = await ConnectAsync();
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /predict/loan/batch HTTP/1.1\r\nHost: test\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"));
        using var reader = new StreamReader(stream);
        for (var row = 0; row < 3; row++)
        {
            var line = $"{{\"id\":{row},\"income\":2500,\"age\":41,\"job\":\"clerk\",\"phone\":true}}\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line.Length:x}\r\n{line}\r\n"));
            string? answer;
            do
                answer = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            while (answer?.Contains($"\"id\":{row},", StringComparison.Ordinal) == false);
            Assert.NotNull(answer);
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        Assert.EndsWith("0\r\n\r\n", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static byte[] Body(int rows)
        => Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(0, rows).Select(row => $"{row},{1500 + row % 3000},,{20 + row % 40},clerk,true\n")));

    private static async Task SendHeadAsync(NetworkStream stream, int length, string accept)
        => await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /predict/loan/batch HTTP/1.1\r\nHost: test\r\nContent-Type: text/csv\r\nAccept: {accept}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"));

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(service.Address.Host, service.Address.Port);
        return client;
    }
}
