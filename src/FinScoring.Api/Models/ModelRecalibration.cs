using FinScoring.Api.Training.Uploads;
using FinScoring.Core;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Models;

/// <summary>
/// Publishes a version's model under another line over its log-odds, as trainings are published. One at a time, so that scoring keeps
/// its processors.
/// </summary>
internal sealed class ModelRecalibration(UploadReader reader, Staging staging, ModelCatalog catalog, TimeProvider time, ModelLog log)
{
    private readonly OwnThreads _recalibrations = new(1);

    /// <summary>By a labelled file.</summary>
    /// <exception cref="BadDataException">The file cannot be read or scored, or teaches no line.</exception>
    /// <exception cref="BadHttpRequestException">413 or 415.</exception>
    /// <exception cref="RecalibrationException">The version is of a release that kept too little.</exception>
    public async Task<Manifest> ByFileAsync(Scorer scorer, HttpRequest request, CancellationToken cancel)
    {
        using var upload = Begin();
        var hash = await reader.ReadCsvAsync(request, upload.DataPath, cancel);
        return await PublishAsync(scorer, upload, () => Recalibrated.ByFile(scorer, upload.DataPath, hash, cancel));
    }

    /// <summary>To an event rate.</summary>
    /// <exception cref="RecalibrationException">The version is of a release that kept too little.</exception>
    public async Task<Manifest> ByEventRateAsync(Scorer scorer, RecalibrationRequest request)
    {
        using var upload = Begin();
        return await PublishAsync(scorer, upload, () => Recalibrated.ByEventRate(scorer.Manifest, request.EventRate)
            ?? throw new RecalibrationException("its training weighed the rows and did not keep their event rate"));
    }

    private StagedUpload Begin() => staging.Begin(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));

    private async Task<Manifest> PublishAsync(Scorer scorer, StagedUpload upload, Func<RecalibratedFrom> learn)
    {
        var manifest = await _recalibrations.RunAsync(Urgency.Load, () => Stage(scorer.Manifest, upload.Job, learn()));
        var published = await catalog.PublishAsync(manifest, staging.FolderOf(upload.Job), promote: false);
        var from = published.RecalibratedFrom!;
        log.Recalibrated(published.Key, scorer.Manifest.Version, from.Kind, from.Line.Slope, from.Line.Offset);
        return published;
    }

    private Manifest Stage(Manifest source, string job, RecalibratedFrom from)
    {
        if (Recalibrated.Describe(source, from) is not { } described)
            throw new RecalibrationException("it keeps no distribution of its scores, from which its metrics could be computed again");
        var folder = staging.FolderOf(job);
        var manifest = described with { Job = job, CreatedAt = time.GetUtcNow().UtcDateTime };
        Recalibrated.Save(catalog.Store.ReadArtifact(source.Key), manifest, Path.Combine(folder, StagedFiles.Model), folder);
        if (catalog.Store.ReadExplanation(source.Key) is { } explanation)
            File.WriteAllBytes(Path.Combine(folder, StagedFiles.Explanation), explanation);
        return manifest;
    }
}
