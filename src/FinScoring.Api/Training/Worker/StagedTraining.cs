using FinScoring.Api.Training.Jobs;
using FinScoring.Api.Training.Uploads;
using FinScoring.Core;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.ML;

namespace FinScoring.Api.Training.Worker;

/// <summary>Trains what job.json of a folder describes and leaves model.zip, explanation.json and manifest.json there.</summary>
internal sealed class StagedTraining(string folder, Action<Progress> report)
{
    public void Run()
    {
        var job = WorkerJson.Read<WorkerJob>(File.ReadAllText(PathOf(StagedFiles.Job)));
        Report(new(Stage.Normalize, 0, "Reading the file."));
        var domain = Domain.Find(job.Domain)!;
        var table = TableReader.Read(PathOf(StagedFiles.Data), domain.Reading(job.Options));
        var trained = new ScoringPipeline(job.Threads).Train(domain, table, job.Options, Report);
        new MLContext { TempFilePath = PathOf(StagedFiles.Temporary) }.Model.Save(trained.Chain, trained.Schema, PathOf(StagedFiles.Model));
        File.WriteAllBytes(PathOf(StagedFiles.Explanation), trained.Explanation.ToJson());
        var manifest = trained.Manifest with
        {
            Model = job.Model,
            Job = job.Id,
            DataHash = job.DataHash,
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        if (job.TestHash is { } hash)
            Evaluate(manifest, hash);
        File.WriteAllBytes(PathOf(StagedFiles.Manifest), manifest.ToJson());
    }

    private void Evaluate(Manifest manifest, string hash)
    {
        Report(new(Stage.Apply, 1, "Scoring the test file."));
        using var zip = File.OpenRead(PathOf(StagedFiles.Model));
        var scorer = Scorer.Load(zip, manifest);
        TestFile.Named(() => File.WriteAllText(
            PathOf(StagedFiles.Evaluation), WorkerJson.Write(LabelledFile.Evaluate(scorer, PathOf(StagedFiles.Test), hash))));
    }

    private void Report(TrainingProgress progress)
        => report(new(progress.Stage.ToString().ToLowerInvariant(), Math.Clamp(progress.Fraction, 0, 1), progress.Message));

    private string PathOf(string file) => Path.Combine(folder, file);
}
