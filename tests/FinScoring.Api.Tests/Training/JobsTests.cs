using System.Net;
using System.Text.Json;

namespace FinScoring.Api.Tests.Training;

/// <summary>What a job says of itself from its beginning to its end.</summary>
public sealed class JobsTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task A_job_has_exactly_the_fields_of_the_contract()
    {
        var job = await service.TrainAsync("loan", Some.Loan(), Some.LoanOptions, "fields");
        Assert.Equal(
            ["id", "domain", "status", "stage", "progress", "message", "warnings", "createdAt", "startedAt", "finishedAt", "model", "error"],
            job.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("succeeded", "apply", 1.0), (job.Status(), job.GetProperty("stage").GetString(), job.GetProperty("progress").GetDouble()));
        Assert.Equal("""{"domain":"loan","name":"fields","version":1}""", job.GetProperty("model").GetRawText());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("error").ValueKind);
        var times = new[] { "createdAt", "startedAt", "finishedAt" }.Select(name => job.GetProperty(name).GetString()!).ToList();
        Assert.All(times, time => Assert.EndsWith("Z", time, StringComparison.Ordinal));
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task What_shows_only_in_training_fails_the_job_with_the_problem_of_a_request()
    {
        // Two rows of each class cannot make five folds.
        var id = await service.Client.PostCsvAsync(
            "/train/loan?model=few&label=outcome&positive=bad&algorithm=logistic&folds=5", "income,outcome\n1,bad\n2,good\n3,bad\n4,good\n").JobAsync();
        var job = await service.Client.UntilEndedAsync(id);
        Assert.Equal("failed", job.Status());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("model").ValueKind);
        var error = job.GetProperty("error");
        Assert.Equal(400, error.GetProperty("status").GetInt32());
        Assert.NotEmpty(error.GetProperty("errors").EnumerateObject());
        Assert.All(new[] { "type", "title", "detail" }, name => Assert.NotEqual("", error.GetProperty(name).GetString()));
        await Leftovers.NoneAsync(service.Folder);
    }

    [Fact]
    public async Task Waiting_ends_with_the_job_or_with_the_patience()
    {
        using var quick = await service.Client.PostCsvAsync($"/train/loan?model=wait&{Some.LoanOptions}", Some.Loan(), ("Prefer", "respond-async, wait=200"));
        Assert.Equal(HttpStatusCode.OK, quick.StatusCode);
        Assert.Equal(["wait=200"], quick.Headers.GetValues("Preference-Applied"));
        Assert.Equal("succeeded", (await quick.JsonAsync()).Status());

        using var slow = await service.Client.PostCsvAsync($"/train/loan?model=wait&{Some.SlowOptions}", Some.SlowLoan(), ("Prefer", "wait=1"));
        Assert.Equal(HttpStatusCode.Accepted, slow.StatusCode);
        Assert.Equal(["wait=1"], slow.Headers.GetValues("Preference-Applied"));
        using var cancelled = await service.Client.DeleteAsync(slow.Headers.Location);
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_and_filtered()
    {
        await service.TrainAsync("loan", Some.Loan(), Some.LoanOptions, "listed");
        await service.TrainAsync("risk", Some.Loan(), Some.LoanOptions, "listed");
        await service.TrainAsync("loan", Some.Loan(), Some.LoanOptions, "listed");

        var domains = (await ListAsync("?model=listed")).Select(job => job.GetProperty("domain").GetString());
        Assert.Equal(["loan", "risk", "loan"], domains);
        Assert.Single(await ListAsync("?model=listed&limit=1"));
        Assert.Single(await ListAsync("?model=listed&domain=risk"));
        Assert.Equal(3, (await ListAsync("?model=listed&status=succeeded")).Count);
        Assert.Empty(await ListAsync("?model=listed&status=failed"));
    }

    [Fact]
    public async Task A_readers_own_job_does_not_wait_for_those_of_the_samples()
    {
        using var busy = new Service();
        var running = await busy.Client.PostCsvAsync($"/train/loan?{Some.SlowOptions}", Some.SlowLoan()).JobAsync();
        await busy.Client.UntilTrainingAsync(running);
        var sample = await busy.Client.PostCsvAsync($"/train/loan?model=sample&{Some.LoanOptions}", Some.Loan()).JobAsync();
        var own = await busy.Client.PostCsvAsync($"/train/loan?model=own&{Some.LoanOptions}", Some.Loan()).JobAsync();
        using var cancelled = await busy.Client.DeleteAsync($"/jobs/{running}");

        string?[] ended = [.. new[] { await busy.Client.UntilEndedAsync(own), await busy.Client.UntilEndedAsync(sample) }.Select(job => job.GetProperty("startedAt").GetString())];
        Assert.Equal(ended.Order(StringComparer.Ordinal), ended);
    }

    [Fact]
    public async Task A_second_version_answers_only_if_it_is_promoted()
    {
        Assert.Equal(1, await service.PublishAsync("loan", Some.Loan(), Some.LoanOptions, "twice"));
        Assert.Equal(2, await service.PublishAsync("loan", Some.Loan(), Some.LoanOptions, "twice"));
        Assert.Equal(1, await ChampionAsync("twice"));
        Assert.Equal(3, await service.PublishAsync("loan", Some.Loan(), $"{Some.LoanOptions}&promote=always", "twice"));
        Assert.Equal(3, await ChampionAsync("twice"));
    }

    [Fact]
    public async Task Wrong_settings_fail_the_start_and_are_all_named()
    {
        using var folder = new Service();
        string[] settings = ["Parallelism", "Threads", "MaxMinutes", "MaxUploadBytes", "MaxJsonBytes", "MaxWaitSeconds"];
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ServiceProcess.StartAsync(folder.Folder, byDotnet: true, [.. settings.Select(name => ($"Training__{name}", "-1"))]));
        Assert.All(settings, name => Assert.Contains(name, failure.Message, StringComparison.Ordinal));
    }

    private async Task<int> ChampionAsync(string model)
    {
        using var answer = await service.Client.GetAsync($"/models/loan/{model}");
        return (await answer.JsonAsync()).GetProperty("champion").GetInt32();
    }

    private async Task<List<JsonElement>> ListAsync(string query)
    {
        using var answer = await service.Client.GetAsync($"/jobs{query}");
        return [.. (await answer.JsonAsync()).EnumerateArray()];
    }
}
