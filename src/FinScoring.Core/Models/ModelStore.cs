using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Models;

/// <summary>
/// The models folder: what is published, which version answers. Crash-safe: every change is written under a temporary name
/// in the same folder, flushed, renamed, and the folder synced before the call returns. Thread-safe, and safe against a second
/// process on the same folder.
/// </summary>
/// <param name="folder">The models folder; created if it does not exist.</param>
/// <param name="verify">Loads an artefact (path of the zip, manifest) and checks its golden rows; throws if it does not reproduce them.</param>
public sealed class ModelStore(string folder, Action<string, Manifest> verify)
{
    public string Folder { get; } = folder;

    internal Action<string, Manifest> Verify { get; } = verify;

    /// <summary>Models with at least one version, ever.</summary>
    public IReadOnlyList<ModelKey> Models() => throw new NotImplementedException();

    /// <summary>Version numbers, ascending, deleted ones included; empty if there is no such model.</summary>
    public IReadOnlyList<int> Versions(ModelKey model) => throw new NotImplementedException();

    public int? Champion(ModelKey model) => throw new NotImplementedException();

    /// <summary>Null if there is no such version. A deleted version keeps its manifest.</summary>
    public Manifest? Manifest(VersionKey version) => throw new NotImplementedException();

    public bool IsDeleted(VersionKey version) => throw new NotImplementedException();

    /// <summary>The artefact's bytes, its hash checked.</summary>
    /// <exception cref="DamagedModelException">A file is missing or differs from the manifest.</exception>
    public byte[] ReadArtifact(VersionKey version) => throw new NotImplementedException();

    /// <summary>
    /// Publishes model.zip of the staging folder with the manifest as the model's next version; the first version of a model
    /// becomes champion, a later one only if <paramref name="promote"/>. If the manifest's job has published already, that
    /// version is returned instead. When this returns, the version survives a crash.
    /// </summary>
    public Manifest Publish(Manifest manifest, string stagingFolder, bool promote) => throw new NotImplementedException();

    public void SetChampion(VersionKey version) => throw new NotImplementedException();

    /// <summary>Removes the artefact and keeps the manifest. The caller has made sure it is not the champion.</summary>
    public void Delete(VersionKey version) => throw new NotImplementedException();

    public void AddEvaluation(VersionKey version, StoredEvaluation evaluation) => throw new NotImplementedException();

    public IReadOnlyList<StoredEvaluation> Evaluations(VersionKey version) => throw new NotImplementedException();
}

/// <summary>A labelled file scored by a finished model.</summary>
public sealed record StoredEvaluation(string Id, DateTime CreatedAt, string DataHash, EvaluationReport Report);

/// <summary>A version's files are missing, altered or do not reproduce their golden rows.</summary>
public sealed class DamagedModelException(VersionKey version, string reason, Exception? cause = null) : Exception($"{version}: {reason}", cause)
{
    public VersionKey Version { get; } = version;

    public string Reason { get; } = reason;
}
