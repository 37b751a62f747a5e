using System.IO.Compression;
using System.Net;
using System.Text;

namespace FinScoring.Api.Tests.Training;

/// <summary>Limits count what a body is after decompression.</summary>
public sealed class UploadLimitTests(UploadLimitTests.SmallService small) : IClassFixture<UploadLimitTests.SmallService>
{
    private readonly Service _service = small.Service;

    [Fact]
    public async Task A_file_beyond_the_limit_is_a_413()
    {
        using var answer = await _service.Client.PostCsvAsync($"/train/loan?{Some.LoanOptions}", Some.Loan(1000));
        await Refused(answer);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_counted_as_it_comes()
    {
        using var content = new StreamContent(new NoLength(Encoding.UTF8.GetBytes(Some.Loan(1000))));
        content.Headers.ContentType = new("text/csv");
        using var answer = await _service.Client.PostAsync($"/train/loan?{Some.LoanOptions}", content);
        await Refused(answer);
    }

    [Fact]
    public async Task A_gzip_bomb_is_a_413()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(new byte[1_000_000]);
        Assert.InRange(bytes.Length, 1, 5_000);
        using var content = new ByteArrayContent(bytes.ToArray());
        content.Headers.ContentType = new("text/csv");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await _service.Client.PostAsync($"/train/loan?{Some.LoanOptions}", content);
        await Refused(answer);
    }

    [Fact]
    public async Task Json_has_a_limit_of_its_own()
    {
        var body = $$"""{"rows":[{"a":"{{new string('x', 3_000)}}"}]}""";
        using var answer = await _service.Client.PostJsonAsync("/train/loan?label=a", body);
        await Refused(answer);
    }

    [Fact]
    public async Task A_body_below_the_limit_is_taken()
    {
        var job = await _service.Client.PostCsvAsync($"/train/loan?{Some.LoanOptions}", Some.Loan(100)).JobAsync();
        Assert.Equal("succeeded", (await _service.Client.UntilEndedAsync(job)).Status());
    }

    private async Task Refused(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Training:Max", (await answer.JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Leftovers.Folders(_service.Folder), folder => !File.Exists(Path.Combine(folder, "job.json")));
    }

    /// <summary>A service that takes files of 5,000 bytes.</summary>
    public sealed class SmallService : IDisposable
    {
        internal Service Service { get; } = new()
        {
            Settings = { ["Training:MaxUploadBytes"] = "5000", ["Training:MaxJsonBytes"] = "2000" },
        };

        public void Dispose() => Service.Dispose();
    }

    private sealed class NoLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
