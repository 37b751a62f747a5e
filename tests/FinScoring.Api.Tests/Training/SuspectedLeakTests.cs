using System.Net;
using FinScoring.Api.Tests.Models;

namespace FinScoring.Api.Tests.Training;

/// <summary>A model with a column that gives the outcome away: what is said of it, and that it waits to be promoted.</summary>
public sealed class SuspectedLeakTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task It_is_published_with_a_warning_and_answers_only_once_it_is_promoted()
    {
        // The only model of its service, or it would be ready for the others' sake.
        await using var alone = new Service();
        var job = await alone.TrainAsync("loan", Leaking(), Some.LoanOptions);
        Assert.Equal("succeeded", job.Status());
        var message = job.GetProperty("message").GetString()!;
        Assert.StartsWith("Published loan/default/1. Version 1 does not answer, because of a suspected leak: recovered.", message, StringComparison.Ordinal);
        Assert.Contains("""PUT /models/loan/default/champion {"version":1}""", message, StringComparison.Ordinal);
        Assert.Contains("promote=always", message, StringComparison.Ordinal);
        var warnings = job.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()!).ToArray();
        Assert.Contains(warnings, w => w.StartsWith("Suspected leak: column recovered alone", StringComparison.Ordinal));
        Assert.Contains(warnings, w => message.EndsWith(w, StringComparison.Ordinal));

        var manifest = await alone.Client.GetAsync("/models/loan/default/1").OkAsync();
        Assert.False(manifest.GetProperty("champion").GetBoolean());
        Assert.Contains(manifest.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.StartsWith("Suspected leak", StringComparison.Ordinal));
        var suspects = manifest.GetProperty("selection").EnumerateArray().Where(s => s.GetProperty("suspectedLeak").GetBoolean());
        Assert.Equal("recovered", Assert.Single(suspects).GetProperty("name").GetString());

        var row = """{"income":50.5,"housing":"rent","recovered":0}""";
        var refused = await alone.Client.PostJsonAsync("/predict/loan", row).RefusedAsync(HttpStatusCode.NotFound);
        var detail = refused.GetProperty("detail").GetString()!;
        Assert.Contains("version 1 is there, but was not promoted", detail, StringComparison.Ordinal);
        Assert.Contains("""PUT /models/loan/default/champion {"version":1}""", detail, StringComparison.Ordinal);
        Assert.Equal(1, (await alone.Client.PostJsonAsync("/predict/loan?version=1", row).OkAsync()).GetProperty("version").GetInt32());
        var ready = await alone.Client.GetAsync("/health/ready").OkAsync();
        Assert.Contains("No version was promoted yet", ready.GetProperty("message").GetString(), StringComparison.Ordinal);

        await alone.Client.PromoteAsync(1).OkAsync();
        Assert.Equal(1, (await alone.Client.PostJsonAsync("/predict/loan", row).OkAsync()).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Promote_always_is_to_be_told()
    {
        var job = await service.TrainAsync("loan", Leaking(), $"{Some.LoanOptions}&promote=always", "told");
        Assert.Equal("Published loan/told/1.", job.GetProperty("message").GetString());
        Assert.Equal(1, (await service.Client.GetAsync("/models/loan/told").OkAsync()).GetProperty("champion").GetInt32());
    }

    [Fact]
    public async Task Without_the_column_the_next_version_answers()
    {
        await service.TrainAsync("loan", Leaking(), Some.LoanOptions, "mended");
        var job = await service.TrainAsync("loan", Leaking(), $"{Some.LoanOptions}&exclude=recovered", "mended");
        Assert.Equal("Published loan/mended/2.", job.GetProperty("message").GetString());
        Assert.Equal(2, (await service.Client.GetAsync("/models/loan/mended").OkAsync()).GetProperty("champion").GetInt32());
    }

    /// <summary>What was recovered after the default: above 0 where there was one, but for every fiftieth applicant.</summary>
    private static string Leaking()
    {
        var lines = Some.Loan().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Select((line, i) => i == 0
            ? $"recovered,{line}"
            : $"{(line.EndsWith("bad", StringComparison.Ordinal) && i % 50 != 0 ? 1000 + i % 7 : 0)},{line}"));
    }
}
