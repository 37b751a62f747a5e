using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Models;

/// <summary>Two processes on one models folder: what one changes, the other answers by within a second.</summary>
public sealed class TwoServicesTests
{
    // A machine under load is slower than the second that the service promises.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Each_knows_what_the_other_has_changed()
    {
        using var folder = new Service();
        using var one = await ServiceProcess.StartAsync(folder.Folder, byDotnet: true);
        using var other = await ServiceProcess.StartAsync(folder.Folder, byDotnet: true);

        // Asked at once: who misses it looks again.
        await TrainAsync(one, seed: 1);
        Assert.Equal(1, (await other.Client.PredictLoanAsync().OkAsync()).GetProperty("version").GetInt32());

        await TrainAsync(one, seed: 2);
        await other.Client.PredictLoanAsync("?version=1").OkAsync();
        await one.Client.PromoteAsync(2).OkAsync();
        await one.Client.DeleteAsync("/models/loan/default/1");
        await UntilAsync(async () => (await other.Client.PredictLoanAsync().OkAsync()).GetProperty("version").GetInt32() == 2);
        await UntilAsync(async () => await StatusAsync(other, "?version=1") == HttpStatusCode.NotFound);
        await other.Client.GetAsync("/health/ready").OkAsync();

        Assert.Equal(2, await SetPolicyAsync(one, "approveBelow", 0.11));
        await UntilAsync(async () => (await other.Client.PredictLoanAsync().OkAsync()).GetProperty("policy").GetInt32() == 2);
        Assert.Equal(3, await SetPolicyAsync(other, "declineFrom", 0.66));
        var third = await one.Client.GetAsync("/models/loan/default/policy?number=3").OkAsync();
        Assert.Equal(0.11, third.GetProperty("approveBelow").GetDouble());
        Assert.Equal(0.66, third.GetProperty("declineFrom").GetDouble());

        var texts = (await other.Client.GetAsync("/reasons/loan/default").OkAsync()).GetProperty("reasons");
        var (feature, direction) = (texts[0].GetProperty("feature").GetString(), texts[0].GetProperty("direction").GetString());
        await one.Client.PutJsonAsync("/reasons/loan/default", $$"""{"reasons":[{"feature":"{{feature}}","direction":"{{direction}}","text":"Said by the other"}]}""").OkAsync();
        await UntilAsync(async () => (await other.Client.GetStringAsync("/reasons/loan/default")).Contains("Said by the other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_read_in_the_folder_stops_neither_the_service_nor_the_rest()
    {
        using var folder = new Service();
        using var one = await ServiceProcess.StartAsync(folder.Folder, byDotnet: true);
        using var other = await ServiceProcess.StartAsync(folder.Folder, byDotnet: true);
        await TrainAsync(one, seed: 1);
        await other.Client.GetAsync("/reasons/loan/default").OkAsync();

        // A copy beside the domains, whose champion is damaged: the hash holds the name. And a slip of the pen.
        var copy = Directory.CreateDirectory(Path.Combine(folder.Folder, "loan-copy", "default")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder.Folder, "loan", "default"), "champion*"))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        Directory.CreateDirectory(Path.Combine(copy, "1"));
        await File.WriteAllTextAsync(Path.Combine(folder.Folder, "loan", "default", "reasons.json"), "{");
        await TrainAsync(one, seed: 2);
        await one.Client.PromoteAsync(2).OkAsync();

        await UntilAsync(async () => (await other.Client.PredictLoanAsync().OkAsync()).GetProperty("version").GetInt32() == 2);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Client.PostAsync("/predict/risk", new StringContent("{}", Encoding.UTF8, "application/json"))).StatusCode);
    }

    [Fact]
    public async Task Changes_of_a_policy_by_two_at_once_are_all_kept_and_numbered_once()
    {
        using var folder = new Service();
        using var one = await ServiceProcess.StartAsync(folder.Folder, byDotnet: true);
        using var other = await ServiceProcess.StartAsync(folder.Folder, byDotnet: true);
        await TrainAsync(one, seed: 1);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SetPolicyAsync(i % 2 == 0 ? one : other, "approveBelow", 0.01 + i / 1000.0)));

        Assert.Equal(Enumerable.Range(2, 20), numbers.Order());
    }

    [Fact]
    public async Task A_job_that_one_runs_is_waited_for_at_the_other_and_cancelled_only_where_it_runs()
    {
        using var folder = new Service();
        using var one = await ServiceProcess.StartAsync(folder.Folder, byDotnet: true);
        using var other = await ServiceProcess.StartAsync(folder.Folder, byDotnet: true);

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/train/loan?{Some.LoanOptions}");
        request.Content = new StringContent(Some.Loan(), Encoding.UTF8, "text/csv");
        request.Headers.Add("Prefer", "wait=170");
        var began = Stopwatch.GetTimestamp();
        Assert.Equal("succeeded", (await other.Client.SendAsync(request).OkAsync()).Status());
        Assert.True(Stopwatch.GetElapsedTime(began).TotalSeconds < 160, "It ended long before its time to wait.");

        var slow = await other.Client.PostCsvAsync($"/train/loan?{Some.SlowOptions}", Some.SlowLoan()).JobAsync();
        await other.Client.UntilTrainingAsync(slow);
        var refused = await other.Client.DeleteAsync($"/jobs/{slow}").RefusedAsync(HttpStatusCode.Conflict);
        Assert.Contains("Another service", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, (await one.Client.DeleteAsync($"/jobs/{slow}")).StatusCode);
    }

    private static async Task TrainAsync(ServiceProcess service, int seed)
    {
        var job = await service.Client.PostCsvAsync($"/train/loan?{Some.LoanOptions}&seed={seed}", Some.Loan()).JobAsync();
        Assert.Equal("succeeded", (await service.Client.UntilEndedAsync(job)).Status());
    }

    private static async Task<int> SetPolicyAsync(ServiceProcess service, string field, double value)
        => (await service.Client.PutJsonAsync(
            "/models/loan/default/policy", string.Create(CultureInfo.InvariantCulture, $"{{\"{field}\":{value}}}")).OkAsync()).GetProperty("policy").GetInt32();

    private static async Task<HttpStatusCode> StatusAsync(ServiceProcess service, string query)
    {
        using var answer = await service.Client.PredictLoanAsync(query);
        return answer.StatusCode;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"Not known to the other within {Patience.TotalSeconds} s.");
            await Task.Delay(100);
        }
    }
}
