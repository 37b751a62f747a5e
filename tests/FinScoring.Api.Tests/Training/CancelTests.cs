using System.Net;

namespace FinScoring.Api.Tests.Training;

public sealed class CancelTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task A_running_training_leaves_no_process_no_file_and_no_version()
    {
        var job = await service.Client.PostCsvAsync($"/train/loan?model=cancel&{Some.SlowOptions}", Some.SlowLoan()).JobAsync();
        await service.Client.UntilTrainingAsync(job);
        Assert.NotEmpty(Leftovers.Processes(service.Folder));

        using var answer = await service.Client.DeleteAsync($"/jobs/{job}");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        // The answer waits until it has happened.
        Assert.Equal("cancelled", (await answer.JsonAsync()).Status());
        Assert.Empty(Leftovers.Processes(service.Folder));
        Assert.Empty(Leftovers.Folders(service.Folder));
        using var model = await service.Client.GetAsync("/models/loan/cancel");
        Assert.Equal(HttpStatusCode.NotFound, model.StatusCode);

        using var again = await service.Client.DeleteAsync($"/jobs/{job}");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task A_queued_job_is_cancelled_at_once_and_those_behind_it_go_on()
    {
        var running = await service.Client.PostCsvAsync($"/train/loan?model=q1&{Some.SlowOptions}", Some.SlowLoan()).JobAsync();
        var queued = await service.Client.PostCsvAsync($"/train/loan?model=q2&{Some.LoanOptions}", Some.Loan()).JobAsync();
        var behind = await service.Client.PostCsvAsync($"/train/loan?model=q3&{Some.LoanOptions}", Some.Loan()).JobAsync();
        await service.Client.UntilTrainingAsync(running);

        using var answer = await service.Client.DeleteAsync($"/jobs/{queued}");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("cancelled", (await answer.JsonAsync()).Status());
        Assert.DoesNotContain(Leftovers.Folders(service.Folder), folder => folder.EndsWith(queued, StringComparison.Ordinal));

        using var stopped = await service.Client.DeleteAsync($"/jobs/{running}");
        Assert.Equal("succeeded", (await service.Client.UntilEndedAsync(behind)).Status());
        Assert.Equal("cancelled", (await service.Client.UntilEndedAsync(queued)).Status());
        await Leftovers.NoneAsync(service.Folder);
    }

    [Fact]
    public async Task A_job_that_has_succeeded_cannot_be_cancelled()
    {
        var job = await service.TrainAsync("loan", Some.Loan(), Some.LoanOptions, "done");
        using var answer = await service.Client.DeleteAsync($"/jobs/{job.GetProperty("id").GetString()}");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Cancelling_at_any_moment_decides_once_between_a_version_and_none()
    {
        // The later the wish comes, the nearer to the publication.
        for (var delay = 0; delay < 8; delay++)
        {
            var model = $"race{delay}";
            var job = await service.Client.PostCsvAsync($"/train/loan?model={model}&{Some.LoanOptions}", Some.Loan()).JobAsync();
            await service.Client.UntilAsync(job, now => now.GetProperty("progress").GetDouble() >= delay / 8.0 || now.Status() == "succeeded");
            using var answer = await service.Client.DeleteAsync($"/jobs/{job}");
            var end = (await service.Client.UntilEndedAsync(job)).Status();
            using var published = await service.Client.GetAsync($"/models/loan/{model}");

            Assert.Equal(answer.StatusCode == HttpStatusCode.Accepted ? "cancelled" : "succeeded", end);
            Assert.Equal(end == "succeeded" ? HttpStatusCode.OK : HttpStatusCode.NotFound, published.StatusCode);
        }

        await Leftovers.NoneAsync(service.Folder);
    }
}
