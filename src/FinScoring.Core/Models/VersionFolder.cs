using System.Text.Json;

namespace FinScoring.Core.Models;

/// <summary>The files of one published version.</summary>
internal sealed class VersionFolder(string path, VersionKey version)
{
    public const string Artifact = "model.zip";
    public const string Explanation = "explanation.json";
    public const string Predictions = "predictions.csv";
    private const string DeletedMarker = "deleted";
    private const string PromotionMarker = "promote";
    private const string EvaluationsFile = "evaluations.json";

    public bool Exists => Directory.Exists(path);

    public bool IsDeleted => File.Exists(PathOf(DeletedMarker));

    /// <summary>Whether the version was published to become champion, and a crash came between.</summary>
    public bool AwaitsPromotion => File.Exists(PathOf(PromotionMarker));

    /// <exception cref="DamagedModelException">It is missing or altered.</exception>
    public Manifest ReadManifest() => Guard(() => ManifestFile.Read(path, version), "manifest.json");

    /// <summary>The artefact's bytes, its hash checked.</summary>
    /// <exception cref="DamagedModelException">A file is missing or altered.</exception>
    public byte[] ReadArtifact() => Read(Artifact, ReadManifest().Files.GetValueOrDefault(Artifact));

    /// <summary>What explanations need, its hash checked; null for a version that was published without.</summary>
    /// <exception cref="DamagedModelException">A file is missing or altered.</exception>
    public byte[]? ReadExplanation() => ReadManifest().Files.TryGetValue(Explanation, out var hash) ? Read(Explanation, hash) : null;

    /// <summary>The out-of-fold predictions, their hash checked; null for a version that was published without.</summary>
    /// <exception cref="DamagedModelException">A file is missing or altered.</exception>
    public Stream? OpenPredictions()
    {
        if (!ReadManifest().Files.TryGetValue(Predictions, out var hash)) return null;
        if (IsDeleted) throw new DamagedModelException(version, "the version is deleted");
        if (!File.Exists(PathOf(Predictions))) throw new DamagedModelException(version, $"{Predictions} is missing");
        // Of a million rows: read twice rather than held.
        return Guard(
            () =>
            {
                var content = new FileStream(PathOf(Predictions), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                if (Sha256.Of(content) == hash)
                {
                    content.Position = 0;
                    return content;
                }

                content.Dispose();
                throw new DamagedModelException(version, $"{Predictions} differs from its checksum");
            },
            Predictions);
    }

    /// <summary>
    /// Removes what can score and what holds training rows. The marker goes first: a crash in between leaves a deleted version
    /// with files to remove, never half a version.
    /// </summary>
    public void Delete()
    {
        DurableFile.Replace(PathOf(DeletedMarker), []);
        DeleteFiles();
    }

    public void EndPromotion() => DurableFile.Delete(PathOf(PromotionMarker));

    /// <summary>Marks an unpublished version's folder, so that it becomes champion even if a crash follows its publishing.</summary>
    public static void MarkForPromotion(string folder) => DurableFile.Write(Path.Combine(folder, PromotionMarker), []);

    /// <exception cref="DamagedModelException">The evaluations are altered; the version itself is not touched by that.</exception>
    public IReadOnlyList<StoredEvaluation> ReadEvaluations()
    {
        try
        {
            var content = Guard(() => DurableFile.Read(PathOf(EvaluationsFile)), EvaluationsFile);
            return content is null ? [] : JsonSerializer.Deserialize(content, StoreJson.Default.IReadOnlyListStoredEvaluation) ?? [];
        }
        catch (JsonException e)
        {
            throw new DamagedModelException(version, $"{EvaluationsFile} cannot be read", e);
        }
    }

    public void AddEvaluation(StoredEvaluation evaluation)
    {
        var earlier = ReadEvaluations();
        if (earlier.Any(e => e.Id == evaluation.Id)) return;
        IReadOnlyList<StoredEvaluation> evaluations = [.. earlier, evaluation];
        DurableFile.Replace(PathOf(EvaluationsFile), JsonSerializer.SerializeToUtf8Bytes(evaluations, StoreJson.Default.IReadOnlyListStoredEvaluation));
    }

    /// <summary>Removes what a crash left in the folder; under the model's lock.</summary>
    public void Sweep()
    {
        DurableFile.Sweep(path);
        if (IsDeleted) DeleteFiles();
    }

    private void DeleteFiles()
    {
        foreach (var file in new[] { Artifact, Explanation, Predictions }.Select(PathOf).Where(File.Exists)) DurableFile.Delete(file);
    }

    private byte[] Read(string file, string? hash)
    {
        if (IsDeleted) throw new DamagedModelException(version, "the version is deleted");
        var content = Guard(() => DurableFile.Read(PathOf(file)), file) ?? throw new DamagedModelException(version, $"{file} is missing");
        return Sha256.Of(content) == hash ? content : throw new DamagedModelException(version, $"{file} differs from its checksum");
    }

    private string PathOf(string file) => Path.Combine(path, file);

    private T Guard<T>(Func<T> read, string file)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DamagedModelException(version, $"{file} cannot be read ({e.GetType().Name})", e);
        }
    }
}
