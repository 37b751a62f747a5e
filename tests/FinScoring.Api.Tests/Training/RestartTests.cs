using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FinScoring.Api.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FinScoring.Api.Tests.Training;

/// <summary>No job is lost, and none is published twice.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task An_interrupted_job_and_a_queued_one_run_again_and_publish_once()
    {
        using var first = new Service();
        var running = await first.Client.PostCsvAsync($"/train/loan?model=r&{Some.LoanOptions}", Some.Loan()).JobAsync();
        var queued = await first.Client.PostCsvAsync($"/train/loan?model=q&{Some.LoanOptions}", Some.Loan()).JobAsync();
        await first.Client.UntilTrainingAsync(running);
        using var second = await first.RestartAsync();

        Assert.Equal("succeeded", (await second.Client.UntilEndedAsync(running)).Status());
        Assert.Equal("succeeded", (await second.Client.UntilEndedAsync(queued)).Status());
        Assert.Equal([1], await VersionsAsync(second, "r"));
        Assert.Equal([1], await VersionsAsync(second, "q"));
        await Leftovers.NoneAsync(second.Folder);
    }

    [Fact]
    public async Task A_finished_job_is_still_readable()
    {
        using var first = new Service();
        var job = await first.TrainAsync("loan", Some.Loan(), Some.LoanOptions);
        using var second = await first.RestartAsync();
        using var answer = await second.Client.GetAsync($"/jobs/{job.GetProperty("id").GetString()}");
        Assert.Equal(job.GetRawText(), (await answer.JsonAsync()).GetRawText());
    }

    [Fact]
    public async Task A_job_whose_version_was_published_just_before_the_stop_publishes_no_second()
    {
        using var first = new Service();
        var job = (await first.TrainAsync("loan", Some.Loan(), Some.LoanOptions)).GetProperty("id").GetString()!;
        // As if the service had stopped between the publication and the record of it.
        await using (var db = await DatabaseAsync(first))
        {
            var row = (await db.Jobs.FindAsync(job))!;
            (row.Status, row.Version, row.FinishedAt) = ("running", null, null);
            await db.SaveChangesAsync();
        }

        using var second = await first.RestartAsync();
        var end = await second.Client.UntilEndedAsync(job);
        Assert.Equal(1, end.GetProperty("model").GetProperty("version").GetInt32());
        Assert.Equal([1], await VersionsAsync(second, "default"));
    }

    [Fact]
    public async Task Bodies_of_unknown_jobs_are_swept()
    {
        using var first = new Service();
        _ = first.Client;
        var orphan = Directory.CreateDirectory(Path.Combine(first.Folder, ".staging", "0123")).FullName;
        await File.WriteAllTextAsync(Path.Combine(orphan, "data.csv"), "a,b\n");
        using var second = await first.RestartAsync();
        _ = second.Client;
        Assert.False(Directory.Exists(orphan));
    }

    [Fact]
    public async Task An_upload_under_way_in_another_service_is_not_swept()
    {
        using var first = new Service();
        _ = first.Client;
        using var second = await ServiceProcess.StartAsync(first.Folder, byDotnet: true);
        var body = Encoding.UTF8.GetBytes(Some.Loan());
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, second.Client.BaseAddress!.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /train/loan?{Some.LoanOptions} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/csv\r\nContent-Length: {body.Length}\r\n\r\n"));
        for (var look = 0; look < 100 && Leftovers.Folders(first.Folder).Length == 0; look++)
            await Task.Delay(50);
        using var restarted = await first.RestartAsync();
        _ = restarted.Client;
        await client.GetStream().WriteAsync(body);

        using var answer = new StreamReader(client.GetStream());
        Assert.Contains(" 202 ", await answer.ReadLineAsync(), StringComparison.Ordinal);
        using var jobs = await restarted.Client.GetAsync("/jobs");
        var job = (await jobs.JsonAsync())[0].GetProperty("id").GetString()!;
        Assert.Equal("succeeded", (await restarted.Client.UntilEndedAsync(job)).Status());
        await Leftovers.NoneAsync(first.Folder);
        Assert.Empty(Directory.GetFiles(Path.Combine(first.Folder, ".staging"), "*.uploading"));
    }

    [Fact]
    public async Task A_job_that_always_takes_the_service_down_is_given_up()
    {
        using var first = new Service();
        var job = await first.Client.PostCsvAsync($"/train/loan?{Some.SlowOptions}", Some.SlowLoan()).JobAsync();
        await first.Client.UntilTrainingAsync(job);
        await using (var db = await DatabaseAsync(first))
        {
            // The orderly stop below takes one off.
            (await db.Jobs.FindAsync(job))!.Attempts = 4;
            await db.SaveChangesAsync();
        }

        using var second = await first.RestartAsync();
        var end = await second.Client.UntilEndedAsync(job);
        Assert.Equal("failed", end.Status());
        Assert.Equal(500, end.GetProperty("error").GetProperty("status").GetInt32());
        await Leftovers.NoneAsync(second.Folder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_service_is_killed_the_training_ends_and_the_next_start_completes_the_job(bool byDotnet)
    {
        using var folder = new Service();
        string job;
        using (var service = await ServiceProcess.StartAsync(folder.Folder, byDotnet))
        {
            job = await service.Client.PostCsvAsync($"/train/loan?{Some.LoanOptions}", Some.Loan(30_000)).JobAsync();
            await service.Client.UntilTrainingAsync(job);
            Assert.Single(Leftovers.Processes(folder.Folder));
            service.Kill();
        }

        for (var look = 0; look < 50 && Leftovers.Processes(folder.Folder).Length > 0; look++)
            await Task.Delay(100);
        Assert.Empty(Leftovers.Processes(folder.Folder));
        Assert.False(Directory.Exists(Path.Combine(folder.Folder, "loan", "default", "1")));

        using var next = await ServiceProcess.StartAsync(folder.Folder, byDotnet);
        Assert.Equal("succeeded", (await next.Client.UntilEndedAsync(job)).Status());
        using var model = await next.Client.GetAsync("/models/loan/default");
        Assert.Equal(1, (await model.JsonAsync()).GetProperty("versions").GetArrayLength());
        await Leftovers.NoneAsync(folder.Folder);
    }

    [Fact]
    public async Task Of_two_services_on_one_folder_one_runs_the_jobs_and_the_other_takes_over()
    {
        using var first = new Service();
        _ = first.Client;
        using var second = new Service { Folder = first.Folder };
        var one = await second.Client.PostCsvAsync($"/train/loan?{Some.LoanOptions}", Some.Loan()).JobAsync();
        Assert.Equal("succeeded", (await second.Client.UntilEndedAsync(one)).Status());

        await first.Services.GetRequiredService<IHost>().StopAsync();
        var two = await second.Client.PostCsvAsync($"/train/loan?{Some.LoanOptions}", Some.Loan()).JobAsync();
        Assert.Equal("succeeded", (await second.Client.UntilEndedAsync(two)).Status());
        Assert.Equal([2, 1], await VersionsAsync(second, "default"));
    }

    [Fact]
    public async Task A_training_that_is_killed_fails_its_job_and_the_service_goes_on()
    {
        using var service = new Service();
        var job = await service.Client.PostCsvAsync($"/train/loan?{Some.SlowOptions}", Some.SlowLoan()).JobAsync();
        await service.Client.UntilTrainingAsync(job);
        using (var child = Process.GetProcessById(Assert.Single(Leftovers.Processes(service.Folder))))
            child.Kill();

        var end = await service.Client.UntilEndedAsync(job);
        Assert.Equal("failed", end.Status());
        Assert.Contains("killed by the system", end.GetProperty("error").GetProperty("detail").GetString(), StringComparison.Ordinal);
        await Leftovers.NoneAsync(service.Folder);
        Assert.Equal(1, await service.PublishAsync("loan", Some.Loan(), Some.LoanOptions));
    }

    [Fact]
    public async Task A_client_that_hangs_up_leaves_nothing_behind()
    {
        using var folder = new Service();
        using var service = await ServiceProcess.StartAsync(folder.Folder, byDotnet: true);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, service.Client.BaseAddress!.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /train/loan?{Some.LoanOptions} HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\nincome,outcome\n"));
            for (var look = 0; look < 100 && Leftovers.Folders(folder.Folder).Length == 0; look++)
                await Task.Delay(50);
            Assert.Single(Leftovers.Folders(folder.Folder));
        }

        await Leftovers.NoneAsync(folder.Folder);
        using var jobs = await service.Client.GetAsync("/jobs");
        Assert.Equal(0, (await jobs.JsonAsync()).GetArrayLength());
    }

    private static Task<ScoringDbContext> DatabaseAsync(Service service)
        => service.Services.GetRequiredService<IDbContextFactory<ScoringDbContext>>().CreateDbContextAsync();

    private static async Task<IEnumerable<int>> VersionsAsync(Service service, string model)
    {
        using var answer = await service.Client.GetAsync($"/models/loan/{model}");
        return (await answer.JsonAsync()).GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("version").GetInt32()).ToList();
    }
}
