using FinScoring.Api.Training.Uploads;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Models;

/// <summary>
/// Receives a labelled file, evaluates a version on it and stores the result. One file at a time, so that scoring keeps its
/// processors.
/// </summary>
internal sealed class ModelEvaluation(UploadReader reader, Staging staging, ModelStore store, PolicyBook policies, TimeProvider time, ModelLog log) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <exception cref="BadDataException">The file cannot be read or scored.</exception>
    /// <exception cref="BadHttpRequestException">413 or 415.</exception>
    public async Task<StoredEvaluation> RunAsync(Scorer scorer, HttpRequest request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        using var upload = staging.Begin(Guid.CreateVersion7(now).ToString("N"));
        var hash = await reader.ReadCsvAsync(request, upload.DataPath, cancel);
        await _one.WaitAsync(cancel);
        try
        {
            var version = scorer.Manifest.Key;
            var policy = policies.Current(version.Model).Policy;
            var report = await Task.Run(() => LabelledFile.Evaluate(scorer, upload.DataPath, hash, policy, cancel), cancel);
            var evaluation = new StoredEvaluation(upload.Job, now.UtcDateTime, hash, report);
            store.AddEvaluation(version, evaluation);
            log.Evaluated(version, report.Rows, report.Metrics.Auc);
            return evaluation;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
