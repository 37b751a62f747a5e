namespace FinScoring.Core.Models;

/// <summary>
/// Publishing one version. What takes long (copying, loading) happens in a temporary folder without a lock; choosing the
/// number, the rename and the champion happen under the model's lock.
/// </summary>
internal sealed class Publication(ModelFolder model, Action<string, Manifest> verify)
{
    public Manifest Publish(Manifest manifest, string stagingFolder, bool promote)
    {
        model.Create();
        if (model.Locked(() => PublishedBy(manifest.Job)) is { } earlier) return earlier;
        using var folder = model.Locked(model.NewPublication);
        var proven = Write(folder.Path, manifest, stagingFolder);
        return model.Locked(() => PublishedBy(manifest.Job) ?? Add(folder, proven, promote));
    }

    /// <summary>The version a job has published, or null. A damaged manifest names no job.</summary>
    public Manifest? PublishedBy(string job)
        => model.Versions().Reverse().Select(TryRead).FirstOrDefault(manifest => manifest?.Job == job);

    private Manifest? TryRead(int version)
    {
        try
        {
            return model.Version(version).ReadManifest();
        }
        catch (DamagedModelException)
        {
            return null;
        }
    }

    /// <summary>Copies the files, reads them back from disk and lets the artefact prove itself.</summary>
    private Manifest Write(string folder, Manifest manifest, string source)
    {
        string[] further = [VersionFolder.Explanation, VersionFolder.Predictions];
        string[] files = [VersionFolder.Artifact, .. further.Where(f => File.Exists(Path.Combine(source, f)))];
        var hashed = manifest with { Files = files.ToDictionary(f => f, f => Copy(f, source, folder, manifest.Key)) };
        verify(Path.Combine(folder, VersionFolder.Artifact), hashed);
        return hashed;
    }

    /// <returns>The file's SHA-256.</returns>
    private static string Copy(string file, string source, string folder, VersionKey version)
    {
        var content = File.ReadAllBytes(Path.Combine(source, file));
        var hash = Sha256.Of(content);
        DurableFile.Write(Path.Combine(folder, file), content);
        return Sha256.Of(DurableFile.Read(Path.Combine(folder, file))) == hash
            ? hash
            : throw new DamagedModelException(version, $"{file} reads back other than it was written");
    }

    private Manifest Add(LockedFolder folder, Manifest manifest, bool promote)
    {
        var becomesChampion = promote || (manifest is { SuspectedLeak: false, RecalibratedFrom: null } && IsFirst());
        if (becomesChampion) VersionFolder.MarkForPromotion(folder.Path);
        folder.Release();
        var number = model.Versions().Append(0).Max();
        do
        {
            number++;
            ManifestFile.Write(folder.Path, manifest with { Version = number });
            FolderSync.Flush(folder.Path);
        }
        while (!model.TryAdd(folder.Path, number));

        if (becomesChampion) Promote(number);
        return model.Version(number).ReadManifest();
    }

    /// <summary>Whether nothing was promoted, and nothing was there to promote: a lost champion has no silent successor.</summary>
    private bool IsFirst() => !model.HasChampion && model.Versions().All(version => TryRead(version) is { SuspectedLeak: true });

    private void Promote(int number)
    {
        model.SetChampion(number);
        model.Version(number).EndPromotion();
    }
}
