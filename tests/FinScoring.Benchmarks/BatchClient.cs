using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace FinScoring.Benchmarks;

/// <summary>
/// Posts a CSV file many times over as one batch, over a plain socket: sends everything before it reads anything, then reads
/// the answer to its end and counts the rows.
/// </summary>
internal static class BatchClient
{
    private const int Runs = 5;

    /// <param name="url">Of the batch route, with its query.</param>
    /// <param name="csv">A file to score.</param>
    /// <param name="times">How often its rows are repeated.</param>
    public static async Task<int> RunAsync(Uri url, string csv, int times)
    {
        var lines = await File.ReadAllLinesAsync(csv);
        var body = Encoding.UTF8.GetBytes(string.Join('\n', [lines[0], .. Enumerable.Repeat(lines[1..], times).SelectMany(rows => rows)]) + "\n");
        var rows = (lines.Length - 1) * times;
        using var metrics = new HttpClient();
        for (var run = 1; run <= Runs; run++)
        {
            var before = (await ServiceMetrics.ReadAsync(metrics, url))[ServiceMetrics.ProcessorSeconds];
            var watch = Stopwatch.StartNew();
            using var client = new TcpClient(url.Host, url.Port) { NoDelay = true };
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: text/csv\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n"));
            await stream.WriteAsync(body);
            var sent = watch.Elapsed;
            var answered = await CountLinesAsync(stream);
            var elapsed = watch.Elapsed.TotalSeconds;
            var processor = (await ServiceMetrics.ReadAsync(metrics, url))[ServiceMetrics.ProcessorSeconds] - before;
            Console.WriteLine($"run {run}: {rows:N0} rows, sent in {sent.TotalSeconds:F2} s, answered in {elapsed:F2} s, {rows / elapsed:N0} rows/s, {processor:F2} s of processor time");
            if (answered != rows + 1)
            {
                Console.Error.WriteLine($"{answered} lines came back, {rows + 1} were expected.");
                return 1;
            }
        }

        return 0;
    }

    // The lines of a CSV end in a bare line feed, those of HTTP's head and chunks in carriage return and line feed.
    private static async Task<int> CountLinesAsync(NetworkStream stream)
    {
        var buffer = new byte[256 << 10];
        var lines = 0;
        byte last = 0;
        for (int count; (count = await stream.ReadAsync(buffer)) > 0;)
        {
            var bytes = buffer.AsSpan(0, count);
            lines += bytes.Count((byte)'\n') - bytes.Count("\r\n"u8) - (last == '\r' && bytes[0] == '\n' ? 1 : 0);
            last = bytes[^1];
        }

        return lines;
    }
}
