using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Models;

/// <summary>
/// The models folder: what is published, which version answers. Crash-safe: every change is written under a temporary name
/// in the same folder, flushed, renamed, and the folder synced before the call returns. Thread-safe, and safe against a second
/// process on the same folder.
/// </summary>
public sealed class ModelStore : IDisposable
{
    private const string TemporaryName = ".tmp";
    private readonly Action<string, Manifest> _verify;
    private readonly LockedFolder _temporary;

    /// <summary>Opens a models folder and finishes or removes what a crash left in it.</summary>
    /// <param name="folder">The models folder; created if it does not exist.</param>
    /// <param name="verify">Loads an artefact (path of the zip, manifest) and checks its golden rows; throws if it does not reproduce them.</param>
    public ModelStore(string folder, Action<string, Manifest> verify)
    {
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Changes = new(Folder);
        _verify = verify;
        _temporary = NewTemporaryFolder(Path.Combine(Folder, TemporaryName));
        foreach (var model in Folders()) FolderOf(model).Locked(() => model);
    }

    public string Folder { get; }

    /// <summary>Renewed by every change but that of an evaluation, which no one keeps in memory.</summary>
    public ChangeStamp Changes { get; }

    /// <summary>A folder of this store's own for ML.NET's temporary files, on the volume; swept when a store opens.</summary>
    public string TemporaryFolder => _temporary.Path;

    /// <summary>Models with at least one version, ever.</summary>
    public IReadOnlyList<ModelKey> Models() => [.. Folders().Where(model => Versions(model).Count > 0)];

    /// <summary>Version numbers, ascending, deleted ones included; empty if there is no such model.</summary>
    public IReadOnlyList<int> Versions(ModelKey model) => FolderOf(model).Versions();

    /// <summary>Null if the model has none.</summary>
    /// <exception cref="DamagedModelException">The file that names it is not as it was written; promoting a version heals it.</exception>
    public int? Champion(ModelKey model) => FolderOf(model).Champion();

    /// <summary>Null if there is no such version. A deleted version keeps its manifest.</summary>
    /// <exception cref="DamagedModelException">The manifest is missing or altered.</exception>
    public Manifest? Manifest(VersionKey version) => FolderOf(version) is { Exists: true } folder ? folder.ReadManifest() : null;

    /// <summary>Whether there ever was such a version; deleted and damaged ones count.</summary>
    public bool Exists(VersionKey version) => FolderOf(version).Exists;

    public bool IsDeleted(VersionKey version) => FolderOf(version).IsDeleted;

    /// <summary>The version a job has published, or null: what a job that runs again after a crash asks first.</summary>
    public Manifest? PublishedBy(ModelKey model, string job) => PublicationOf(model).PublishedBy(job);

    /// <summary>The artefact's bytes, its hash checked.</summary>
    /// <exception cref="DamagedModelException">A file is missing or differs from the manifest.</exception>
    public byte[] ReadArtifact(VersionKey version) => FolderOf(version).ReadArtifact();

    /// <summary>The bytes of explanation.json, its hash checked; null for a version that was published without.</summary>
    /// <exception cref="DamagedModelException">A file is missing or differs from the manifest.</exception>
    public byte[]? ReadExplanation(VersionKey version) => FolderOf(version).ReadExplanation();

    /// <summary>The out-of-fold predictions as CSV, their hash checked; null for a version that was published without.</summary>
    /// <exception cref="DamagedModelException">A file is missing or differs from the manifest.</exception>
    public Stream? OpenPredictions(VersionKey version) => FolderOf(version).OpenPredictions();

    /// <summary>
    /// Publishes model.zip of the staging folder, with explanation.json and predictions.csv if they are there, and the manifest as
    /// the model's next version. The first version of a model that has no suspected leak becomes champion if none was promoted
    /// before; any other only if <paramref name="promote"/>.
    /// If the manifest's job has published already, that version is returned instead. When this returns, the version survives a
    /// crash.
    /// </summary>
    /// <exception cref="ArgumentException">The manifest's domain or model is no name.</exception>
    /// <exception cref="DamagedModelException">The artefact does not prove itself; nothing is published.</exception>
    public Manifest Publish(Manifest manifest, string stagingFolder, bool promote)
    {
        if (!ModelKey.IsName(manifest.Domain) || !ModelKey.IsName(manifest.Model))
            throw new ArgumentException("The domain and the model must be names.", nameof(manifest));
        var published = PublicationOf(manifest.Key.Model).Publish(manifest, stagingFolder, promote);
        Changes.Renew();
        return published;
    }

    /// <exception cref="InvalidOperationException">There is no such version, or it is deleted.</exception>
    public void SetChampion(VersionKey version)
    {
        Change(version, (model, folder) =>
        {
            if (folder.IsDeleted) throw new InvalidOperationException($"{version} is deleted.");
            model.SetChampion(version.Version);
        });
        Changes.Renew();
    }

    /// <summary>Removes the artefact, what explanations need and the predictions, and keeps the manifest.</summary>
    /// <exception cref="InvalidOperationException">There is no such version, or it is the champion.</exception>
    /// <exception cref="DamagedModelException">Which version is the champion cannot be read.</exception>
    public void Delete(VersionKey version)
    {
        Change(version, (model, folder) =>
        {
            if (model.Champion() == version.Version) throw new InvalidOperationException($"{version} is the champion.");
            folder.Delete();
        });
        Changes.Renew();
    }

    /// <summary>Stores an evaluation with the version; one of an id that is there already changes nothing.</summary>
    /// <exception cref="InvalidOperationException">There is no such version.</exception>
    public void AddEvaluation(VersionKey version, StoredEvaluation evaluation) => Change(version, (_, folder) => folder.AddEvaluation(evaluation));

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<StoredEvaluation> Evaluations(VersionKey version) => FolderOf(version).ReadEvaluations();

    /// <summary>The model's reasons as they were written, null if none were.</summary>
    public byte[]? ReadReasons(ModelKey model) => FolderOf(model).ReadReasons();

    /// <summary>Replaces the model's reasons by what follows from them, null for no change; on disk when this returns.</summary>
    public void ChangeReasons(ModelKey model, Func<byte[]?, byte[]?> change)
    {
        var folder = FolderOf(model);
        var isChanged = folder.Locked(() =>
        {
            if (change(folder.ReadReasons()) is not { } content) return false;
            folder.WriteReasons(content);
            return true;
        });
        if (isChanged) Changes.Renew();
    }

    public void Dispose() => _temporary.Dispose();

    private void Change(VersionKey version, Action<ModelFolder, VersionFolder> change)
    {
        var model = FolderOf(version.Model);
        var folder = model.Version(version.Version);
        if (!folder.Exists) throw new InvalidOperationException($"There is no {version}.");
        model.Locked(() =>
        {
            change(model, folder);
            return version;
        });
    }

    private static LockedFolder NewTemporaryFolder(string parent)
    {
        DurableFile.CreateFolder(parent);
        using var held = FolderLock.Wait(parent);
        LockedFolder.Sweep(parent, "");
        return LockedFolder.Create(parent, "");
    }

    /// <summary>Models that have a folder, be it of a first publication that never came to an end.</summary>
    private IEnumerable<ModelKey> Folders()
        => Names(Folder).SelectMany(domain => Names(Path.Combine(Folder, domain)).Select(name => new ModelKey(domain, name)));

    private static IEnumerable<string> Names(string folder)
        => Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(ModelKey.IsName).Order(StringComparer.Ordinal);

    private ModelFolder FolderOf(ModelKey model) => new(Folder, model);

    private VersionFolder FolderOf(VersionKey version) => FolderOf(version.Model).Version(version.Version);

    private Publication PublicationOf(ModelKey model) => new(FolderOf(model), _verify);
}

/// <summary>A labelled file scored by a finished model.</summary>
public sealed record StoredEvaluation(string Id, DateTime CreatedAt, string DataHash, EvaluationReport Report);

/// <summary>A version's files are missing, altered or do not reproduce their golden rows.</summary>
public sealed class DamagedModelException(VersionKey version, string reason, Exception? cause = null) : Exception($"{version}: {reason}", cause)
{
    public VersionKey Version { get; } = version;

    public string Reason { get; } = reason;
}
