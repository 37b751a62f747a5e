using FinScoring.Api.Database;
using FinScoring.Api.Training.Uploads;
using FinScoring.Api.Training.Worker;
using FinScoring.Core.Data;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Training.Jobs;

/// <summary>One job from its stored body to its end.</summary>
internal sealed class JobRun(
    JobPublisher publisher, JobLedger ledger, Staging staging, IOptions<TrainingSettings> settings, ILogger<JobRun> log)
{
    /// <summary>A job that was interrupted this often most likely was the reason.</summary>
    private const int MaxAttempts = 3;

    /// <summary>How the job ended; null if the service stops first and the job is to run again.</summary>
    public async Task<JobEnd?> RunAsync(JobRow row, RunningJob job, CancellationToken stopping)
    {
        if (publisher.Published(row) is { } published)
            return publisher.EndOf(published);

        if (row.Attempts > MaxAttempts)
            return Fault($"The service went down during this training {MaxAttempts} times; it is not tried again.");
        if (!File.Exists(Path.Combine(staging.FolderOf(row.Id), StagedFiles.Data)))
            return Fault("The training file is gone from the models folder. Post it again.");
        return await TrainAsync(row, job, stopping);
    }

    private async Task<JobEnd?> TrainAsync(JobRow row, RunningJob job, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, job.Token);
        stop.CancelAfter(TimeSpan.FromMinutes(settings.Value.MaxMinutes));
        var order = new WorkerJob(
            row.Id, row.Domain, row.Model, WorkerJson.Read<TrainingOptions>(row.Options), row.DataHash, row.TestHash, settings.Value.Threads);
        var result = await TrainingProcess.RunAsync(order, staging.FolderOf(row.Id), progress => ReportAsync(job, progress), stop.Token);
        if (!job.TryClose())
            return JobEnd.Cancelled;
        if (result.Done)
            return publisher.EndOf(await publisher.PublishAsync(row));
        if (stopping.IsCancellationRequested)
            return null;
        if (stop.IsCancellationRequested)
            return Fault($"The training took longer than Training:MaxMinutes allows: {settings.Value.MaxMinutes} minutes.");
        if (result.Trace is { } trace)
            log.TrainingFault(row.Id, trace);
        return JobEnd.Failed(result.Error!);
    }

    private async Task ReportAsync(RunningJob job, Progress progress)
    {
        var before = job.Progress?.Stage;
        job.Progress = progress;
        if (progress.Stage == before)
            return;
        log.StageBegun(job.Id, progress.Stage);
        try
        {
            await ledger.SaveProgressAsync(job.Id, progress);
        }
        catch (Exception fault)
        {
            // Hours of training are worth more than a line of progress, and that is in memory anyhow.
            log.ProgressFault(fault, job.Id);
        }
    }

    private static JobEnd Fault(string detail) => JobEnd.Failed(JobProblem.Fault(detail));
}
