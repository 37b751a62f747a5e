using FinScoring.Api.Database;
using FinScoring.Api.Training.Uploads;
using FinScoring.Api.Training.Worker;
using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Training.Jobs;

/// <summary>Makes a version of what a child process has trained. Repeating it after an interruption publishes nothing twice.</summary>
internal sealed class JobPublisher(ModelCatalog catalog, Staging staging, TimeProvider time, ILogger<JobPublisher> log)
{
    /// <summary>The version this job has published already, or null.</summary>
    public Manifest? Published(JobRow job)
        => catalog.Store.PublishedBy(new ModelKey(job.Domain, job.Model), job.Id) is { } published ? WithEvaluation(job, published) : null;

    /// <summary>How the job ended that published this version.</summary>
    public JobEnd EndOf(Manifest published)
    {
        var end = new JobEnd(JobStatus.Succeeded, $"Published {published.Key}.") { Version = published.Version, Warnings = published.Warnings };
        return !published.SuspectedLeak || catalog.ChampionNumber(published.Key.Model) == published.Version
            ? end
            : end with { Message = $"{end.Message} {Withheld(published)}", Warnings = [.. end.Warnings, Withheld(published)] };
    }

    public async Task<Manifest> PublishAsync(JobRow job)
    {
        var folder = staging.FolderOf(job.Id);
        var manifest = Manifest.Read(File.ReadAllBytes(Path.Combine(folder, StagedFiles.Manifest)));
        var promote = WorkerJson.Read<TrainingOptions>(job.Options).Promote == "always";
        return WithEvaluation(job, await catalog.PublishAsync(manifest, folder, promote));
    }

    private static string Withheld(Manifest published)
        => $"Version {published.Version} does not answer, because of a suspected leak: {string.Join(", ", published.SuspectedLeaks)}. To promote it all the same, "
            + $"PUT /models/{published.Key.Model}/champion {{\"version\":{published.Version}}}, or train with promote=always.";

    /// <summary>The version is there and stays, so that a fault with its evaluation is a warning.</summary>
    private Manifest WithEvaluation(JobRow job, Manifest published)
    {
        try
        {
            AddEvaluation(job, published);
            return published;
        }
        catch (Exception fault)
        {
            log.EvaluationFault(fault, job.Id);
            const string warning = "The evaluation of the test file could not be stored; post the file to the version's evaluations.";
            return published with { Warnings = [.. published.Warnings, warning] };
        }
    }

    /// <summary>Adds the evaluation of the test file, if there is one and it is not there yet.</summary>
    private void AddEvaluation(JobRow job, Manifest published)
    {
        var path = Path.Combine(staging.FolderOf(job.Id), StagedFiles.Evaluation);
        var version = new ModelKey(job.Domain, job.Model).Version(published.Version);
        if (job.TestHash is not { } hash || !File.Exists(path) || catalog.Store.Evaluations(version).Any(e => e.Id == job.Id))
            return;
        var report = WorkerJson.Read<EvaluationReport>(File.ReadAllText(path));
        catalog.Store.AddEvaluation(version, new(job.Id, time.GetUtcNow().UtcDateTime, hash, report));
    }
}
