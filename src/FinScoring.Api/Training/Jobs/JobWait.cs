using Microsoft.Extensions.Options;

namespace FinScoring.Api.Training.Jobs;

/// <summary>Holds an answer until a job ends, the client's patience or the service's does, or the service stops.</summary>
internal sealed class JobWait(JobBook book, IHostApplicationLifetime service, IOptions<TrainingSettings> settings)
{
    /// <summary>The job as it is then, and the seconds it was allowed to take.</summary>
    public async Task<(Job Job, int Seconds)> ForAsync(Job job, int seconds, CancellationToken cancel)
    {
        seconds = Math.Min(seconds, settings.Value.MaxWaitSeconds);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, service.ApplicationStopping);
        return (await book.WaitAsync(job, TimeSpan.FromSeconds(seconds), stop.Token), seconds);
    }
}
