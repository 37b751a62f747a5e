using FinScoring.Api.Models;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Training.Uploads;

/// <summary>
/// The folders of unfinished jobs, {models folder}/.staging/{job}: the uploaded files, what the training makes of them, its
/// temporary files. A folder is deleted when its job ends. Thread-safe.
/// </summary>
internal sealed class Staging(IOptions<ModelsOptions> models, IHostEnvironment environment)
{
    private const string Uploading = ".uploading";

    public string Root { get; } = Path.Combine(models.Value.FullPath(environment), ".staging");

    public string FolderOf(string job) => Path.Combine(Root, job);

    /// <summary>A new folder, deleted when the result is disposed unless it is kept.</summary>
    public StagedUpload Begin(string job)
    {
        // Before the folder: whoever sees a folder and not this lock sees an upload that has ended.
        Directory.CreateDirectory(Root);
        var uploading = FileLock.TryTake(FolderOf(job) + Uploading, FileOptions.DeleteOnClose)
            ?? throw new IOException("The lock of a new upload is held already.");
        Directory.CreateDirectory(FolderOf(job));
        return new(job, FolderOf(job), this, uploading);
    }

    public void Delete(string job)
    {
        if (Directory.Exists(FolderOf(job)))
            Directory.Delete(FolderOf(job), recursive: true);
    }

    /// <summary>The jobs that have a folder whose upload has ended, here and in other services on the models folder.</summary>
    public IReadOnlyList<string> Uploaded()
    {
        // The folders first: a lock is there before its folder.
        var root = Directory.CreateDirectory(Root);
        string[] folders = [.. root.EnumerateDirectories().Select(folder => folder.Name)];
        return [.. folders.Except(root.EnumerateFiles("*" + Uploading).Where(IsLocked).Select(file => Path.GetFileNameWithoutExtension(file.Name)))];
    }

    private static bool IsLocked(FileInfo file)
    {
        // Not held: its process died. Closing it deletes it.
        using var free = FileLock.TryTake(file.FullName, FileOptions.DeleteOnClose);
        return free is null;
    }
}

/// <summary>The folder of a job that is not in the database yet.</summary>
internal sealed class StagedUpload(string job, string folder, Staging staging, IDisposable uploading) : IDisposable
{
    private bool _kept;

    public string Job { get; } = job;

    public string DataPath { get; } = Path.Combine(folder, StagedFiles.Data);

    public string TestPath { get; } = Path.Combine(folder, StagedFiles.Test);

    /// <summary>The job is in the database: its folder stays.</summary>
    public void Keep() => _kept = true;

    public void Dispose()
    {
        if (!_kept)
            staging.Delete(Job);
        uploading.Dispose();
    }
}

/// <summary>The names of files in a job's folder.</summary>
internal static class StagedFiles
{
    public const string Data = "data.csv";
    public const string Test = "test.csv";
    public const string Job = "job.json";
    public const string Model = "model.zip";
    public const string Explanation = "explanation.json";
    public const string Predictions = "predictions.csv";
    public const string Manifest = "manifest.json";
    public const string Evaluation = "evaluation.json";
    public const string Temporary = "tmp";
}
