using FinScoring.Api.Training.Jobs;
using FinScoring.Api.Training.Uploads;
using FinScoring.Core;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using Microsoft.ML;

namespace FinScoring.Api.Training.Worker;

/// <summary>Trains what job.json of a folder describes and leaves model.zip and manifest.json there.</summary>
internal sealed class StagedTraining(string folder, Action<Progress> report)
{
    public void Run()
    {
        var job = WorkerJson.Read<WorkerJob>(File.ReadAllText(PathOf(StagedFiles.Job)));
        Report(new(Stage.Normalize, 0, "Reading the file."));
        var table = TableReader.Read(PathOf(StagedFiles.Data), job.Options.Header, job.Options.Categories);
        var trained = new ScoringPipeline(job.Threads).Train(Domain.Find(job.Domain)!, table, job.Options, Report);
        new MLContext { TempFilePath = PathOf(StagedFiles.Temporary) }.Model.Save(trained.Chain, trained.Schema, PathOf(StagedFiles.Model));
        var manifest = trained.Manifest with
        {
            Model = job.Model,
            Job = job.Id,
            DataHash = job.DataHash,
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        File.WriteAllText(PathOf(StagedFiles.Manifest), WorkerJson.Write(manifest));
    }

    private void Report(TrainingProgress progress)
        => report(new(progress.Stage.ToString().ToLowerInvariant(), Math.Clamp(progress.Fraction, 0, 1), progress.Message));

    private string PathOf(string file) => Path.Combine(folder, file);
}
