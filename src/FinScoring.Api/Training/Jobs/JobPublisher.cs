using FinScoring.Api.Database;
using FinScoring.Api.Training.Uploads;
using FinScoring.Api.Training.Worker;
using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Training.Jobs;

/// <summary>Makes a version of what a child process has trained. Repeating it after an interruption publishes nothing twice.</summary>
internal sealed class JobPublisher(ModelCatalog catalog, Staging staging, TimeProvider time)
{
    /// <summary>The version this job has published already, or null.</summary>
    public Manifest? Published(JobRow job) => catalog.Store.PublishedBy(new ModelKey(job.Domain, job.Model), job.Id);

    public Manifest Publish(JobRow job)
    {
        var folder = staging.FolderOf(job.Id);
        var manifest = WorkerJson.Read<Manifest>(File.ReadAllText(Path.Combine(folder, StagedFiles.Manifest)));
        var promote = WorkerJson.Read<TrainingOptions>(job.Options).Promote == "always";
        var published = catalog.Publish(manifest, folder, promote);
        AddEvaluation(job, published);
        return published;
    }

    /// <summary>Adds the evaluation of the test file, if there is one and it is not there yet.</summary>
    public void AddEvaluation(JobRow job, Manifest published)
    {
        var path = Path.Combine(staging.FolderOf(job.Id), StagedFiles.Evaluation);
        var version = new ModelKey(job.Domain, job.Model).Version(published.Version);
        if (job.TestHash is not { } hash || !File.Exists(path) || catalog.Store.Evaluations(version).Any(e => e.Id == job.Id))
            return;
        var report = WorkerJson.Read<EvaluationReport>(File.ReadAllText(path));
        catalog.Store.AddEvaluation(version, new(job.Id, time.GetUtcNow().UtcDateTime, hash, report));
    }
}
