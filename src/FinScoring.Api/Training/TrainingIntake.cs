using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FinScoring.Api.Database;
using FinScoring.Api.Training.Jobs;
using FinScoring.Api.Training.Uploads;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;

namespace FinScoring.Api.Training;

/// <summary>Takes trainings in: receives the files, refuses what can be seen to be wrong, queues the job.</summary>
internal sealed class TrainingIntake(UploadReader reader, Staging staging, JobQueue queue, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Queues the training a request asks for. A repeat of an idempotency key returns the job of the first.</summary>
    /// <exception cref="BadDataException">What is wrong with the options or the file, every finding by option or column.</exception>
    /// <exception cref="BadHttpRequestException">413, 415, or 422: the key was used for another request.</exception>
    public async Task<Job> AcceptAsync(HttpRequest http, string domain, string? key, CancellationToken cancel)
    {
        using var upload = Begin();
        var received = await reader.ReadAsync(http, domain, upload, cancel);
        return await QueueAsync(upload, received, key, cancel);
    }

    /// <summary>Queues a training of a file of our own.</summary>
    public async Task<Job> AcceptAsync(string path, TrainingRequest request, CancellationToken cancel)
    {
        using var upload = Begin();
        await using var file = File.OpenRead(path);
        var hash = await HashedFile.SaveAsync(file, upload.DataPath, cancel);
        return await QueueAsync(upload, new(request, hash, null), null, cancel);
    }

    private StagedUpload Begin() => staging.Begin(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));

    private async Task<Job> QueueAsync(StagedUpload upload, ReceivedRequest received, string? key, CancellationToken cancel)
    {
        var (domain, model, options) = received.Request;
        var row = new JobRow
        {
            Id = upload.Job,
            Domain = domain,
            Model = model,
            Status = JobStatus.Queued,
            Options = JsonSerializer.Serialize(options, Json),
            DataHash = received.DataHash,
            TestHash = received.TestHash,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        var named = key is null ? null : new IdempotencyKey(key, Fingerprint(row));
        // Before the file is looked at: a repeat need not wait for that, and another request is a 422 whatever it holds.
        if (named is not null && await queue.FindAsync(named) is { } repeat)
            return repeat;
        await Task.Run(() => Look(upload, received, cancel), cancel);
        // The look may take a while, and the age of a key is counted from here.
        row.CreatedAt = time.GetUtcNow().UtcDateTime;
        var queued = await queue.AddAsync(row, named);
        if (queued.Id == upload.Job)
            upload.Keep();
        return queued;
    }

    private static void Look(StagedUpload upload, ReceivedRequest received, CancellationToken cancel)
    {
        var (domain, _, options) = received.Request;
        var reading = FirstLook.Check(upload.DataPath, domain, options, cancel);
        if (received.TestHash is not null)
            TestFile.Named(() => FirstLook.CheckFurther(upload.TestPath, domain, options, reading, cancel));
    }

    private static string Fingerprint(JobRow row)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', row.Domain, row.Model, row.DataHash, row.TestHash, row.Options))));
}
