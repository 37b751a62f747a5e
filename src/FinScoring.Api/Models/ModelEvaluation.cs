using FinScoring.Api.Training.Uploads;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Models;

/// <summary>
/// Receives a labelled file, evaluates a version on it and stores the result. One file at a time, so that scoring keeps its
/// processors.
/// </summary>
internal sealed class ModelEvaluation(UploadReader reader, Staging staging, ModelStore store, PolicyBook policies, TimeProvider time, ModelLog log)
{
    private readonly OwnThreads _evaluations = new(1);

    /// <exception cref="BadDataException">The file cannot be read or scored.</exception>
    /// <exception cref="BadHttpRequestException">413 or 415.</exception>
    public async Task<StoredEvaluation> RunAsync(Scorer scorer, HttpRequest request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        using var upload = staging.Begin(Guid.CreateVersion7(now).ToString("N"));
        var hash = await reader.ReadCsvAsync(request, upload.DataPath, cancel);
        return await _evaluations.RunAsync(Urgency.Load, () =>
        {
            var version = scorer.Manifest.Key;
            var report = LabelledFile.Evaluate(scorer, upload.DataPath, hash, policies.Current(version.Model).Policy, cancel);
            var evaluation = new StoredEvaluation(upload.Job, now.UtcDateTime, hash, report);
            store.AddEvaluation(version, evaluation);
            log.Evaluated(version, report.Rows, report.Metrics.Auc);
            return evaluation;
        });
    }
}
