using System.Net;

namespace FinScoring.Api.Tests.Training;

public sealed class IdempotencyTests
{
    private const string Path = $"/train/loan?{Some.LoanOptions}";

    [Fact]
    public async Task A_repeat_returns_the_first_job_also_after_a_restart()
    {
        using var service = new Service();
        var first = await PostAsync(service, Some.Loan(), "a").JobAsync();
        Assert.Equal(first, await PostAsync(service, Some.Loan(), "a").JobAsync());
        Assert.NotEqual(first, await PostAsync(service, Some.Loan(), "b").JobAsync());

        await service.Client.UntilEndedAsync(first);
        using var restarted = await service.RestartAsync();
        Assert.Equal(first, await PostAsync(restarted, Some.Loan(), "a").JobAsync());
    }

    [Theory]
    [InlineData("/train/risk?label=outcome&positive=bad&algorithm=logistic&folds=2", 1)]
    [InlineData($"{Path}&model=other", 1)]
    [InlineData($"{Path}&seed=2", 1)]
    [InlineData(Path, 2)]
    public async Task The_same_key_with_another_request_is_a_422(string path, int seed)
    {
        using var service = new Service();
        await PostAsync(service, Some.Loan(), "a").JobAsync();
        using var answer = await service.Client.PostCsvAsync(path, Some.Loan(seed: seed), ("Idempotency-Key", "a"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task The_same_key_with_a_file_that_cannot_be_trained_on_is_a_422_too()
    {
        using var service = new Service();
        var first = await PostAsync(service, Some.Loan(), "a").JobAsync();
        using var answer = await PostAsync(service, "income,housing\n30,rent\n", "a");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(first, await PostAsync(service, Some.Loan(), "a").JobAsync());
        await service.Client.UntilEndedAsync(first);
        await Leftovers.NoneAsync(service.Folder);
    }

    [Fact]
    public async Task Requests_with_one_key_at_the_same_time_make_one_job()
    {
        using var service = new Service();
        _ = service.Client;
        var jobs = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync(service, Some.Loan(), "a").JobAsync()));
        Assert.Single(jobs.Distinct());
        var all = await (await service.Client.GetAsync("/jobs")).JsonAsync();
        Assert.Equal(1, all.GetArrayLength());
        await service.Client.UntilEndedAsync(jobs[0]);
        await Leftovers.NoneAsync(service.Folder);
    }

    [Fact]
    public async Task A_key_is_free_again_after_24_hours()
    {
        var clock = new Clock();
        using var service = new Service { Clock = clock };
        var first = await PostAsync(service, Some.Loan(), "a").JobAsync();
        clock.Advance(TimeSpan.FromHours(23.9));
        Assert.Equal(first, await PostAsync(service, Some.Loan(), "a").JobAsync());
        clock.Advance(TimeSpan.FromHours(0.2));
        Assert.NotEqual(first, await PostAsync(service, Some.Loan(seed: 2), "a").JobAsync());
    }

    [Fact]
    public async Task A_refused_request_leaves_its_key_free()
    {
        using var service = new Service();
        using var refused = await service.Client.PostCsvAsync("/train/loan?label=nosuch&positive=bad", Some.Loan(), ("Idempotency-Key", "a"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await PostAsync(service, Some.Loan(), "a").JobAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(Service service, string csv, string key)
        => service.Client.PostCsvAsync(Path, csv, ("Idempotency-Key", key));

    /// <summary>The time of day runs by hand; timers run as ever.</summary>
    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public void Advance(TimeSpan by) => _now += by;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
