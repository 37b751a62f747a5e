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
        var proven = Write(folder.Path, manifest, Path.Combine(stagingFolder, VersionFolder.Artifact));
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

    /// <summary>Copies the artefact, reads it back from disk and lets it prove itself.</summary>
    private Manifest Write(string folder, Manifest manifest, string source)
    {
        var zip = Path.Combine(folder, VersionFolder.Artifact);
        var content = File.ReadAllBytes(source);
        var hash = Sha256.Of(content);
        DurableFile.Write(zip, content);
        if (Sha256.Of(DurableFile.Read(zip)) != hash) throw new DamagedModelException(manifest.Key, "model.zip reads back other than it was written");
        var hashed = manifest with { Files = new Dictionary<string, string> { [VersionFolder.Artifact] = hash } };
        verify(zip, hashed);
        return hashed;
    }

    private Manifest Add(LockedFolder folder, Manifest manifest, bool promote)
    {
        var becomesChampion = promote || (manifest.SuspectedLeaks.Count == 0 && IsFirst());
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
    private bool IsFirst() => !model.HasChampion && model.Versions().All(version => TryRead(version) is { SuspectedLeaks.Count: > 0 });

    private void Promote(int number)
    {
        model.SetChampion(number);
        model.Version(number).EndPromotion();
    }
}
