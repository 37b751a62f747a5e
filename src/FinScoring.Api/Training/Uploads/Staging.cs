using System.Collections.Concurrent;
using FinScoring.Api.Models;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Training.Uploads;

/// <summary>
/// The folders of unfinished jobs, {models folder}/.staging/{job}: the uploaded files, what the training makes of them, its
/// temporary files. A folder is deleted when its job ends. Thread-safe.
/// </summary>
internal sealed class Staging(IOptions<ModelsOptions> models, IHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, bool> _uploading = new();

    public string Root { get; } = Path.Combine(models.Value.FullPath(environment), ".staging");

    public string FolderOf(string job) => Path.Combine(Root, job);

    /// <summary>A new folder, deleted when the result is disposed unless it is kept.</summary>
    public StagedUpload Begin(string job)
    {
        _uploading[job] = true;
        Directory.CreateDirectory(FolderOf(job));
        return new(job, FolderOf(job), this);
    }

    public void Delete(string job)
    {
        if (Directory.Exists(FolderOf(job)))
            Directory.Delete(FolderOf(job), recursive: true);
    }

    /// <summary>Deletes the folders of all but these jobs and of uploads under way.</summary>
    public int Sweep(IEnumerable<string> jobs)
    {
        var unknown = Directory.CreateDirectory(Root).EnumerateDirectories()
            .Select(folder => folder.Name).Except(jobs).Where(job => !_uploading.ContainsKey(job)).ToList();
        unknown.ForEach(Delete);
        return unknown.Count;
    }

    internal void EndUpload(string job) => _uploading.TryRemove(job, out _);
}

/// <summary>The folder of a job that is not in the database yet.</summary>
internal sealed class StagedUpload(string job, string folder, Staging staging) : IDisposable
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
        staging.EndUpload(Job);
    }
}

/// <summary>The names of files in a job's folder.</summary>
internal static class StagedFiles
{
    public const string Data = "data.csv";
    public const string Test = "test.csv";
    public const string Job = "job.json";
    public const string Model = "model.zip";
    public const string Manifest = "manifest.json";
    public const string Evaluation = "evaluation.json";
    public const string Temporary = "tmp";
}
