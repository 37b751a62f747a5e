using System.Globalization;

namespace FinScoring.Core.Models;

/// <summary>The folder of one model: its versions and the file that names its champion.</summary>
internal sealed class ModelFolder(string root, ModelKey model)
{
    private const string Publishing = ".publishing-";
    private const string Reasons = "reasons.json";

    private readonly string _path = Path.Combine(root, model.Domain, model.Name);

    public bool Exists => Directory.Exists(_path);

    public ModelKey Model { get; } = model;

    /// <summary>Whether a version was ever made champion; the file that says so may be damaged.</summary>
    public bool HasChampion => ChampionFile.Exists(_path);

    public VersionFolder Version(int version) => new(PathOf(version), Model.Version(version));

    /// <summary>Ascending, deleted ones included.</summary>
    public IReadOnlyList<int> Versions()
        => Exists ? [.. Directory.EnumerateDirectories(_path).Select(Number).Where(number => number > 0).Order()] : [];

    /// <exception cref="DamagedModelException">The file is not as it was written.</exception>
    public int? Champion() => ChampionFile.Read(_path, Model);

    /// <summary>Under the lock.</summary>
    public void SetChampion(int version) => ChampionFile.Write(_path, Model.Version(version));

    public byte[]? ReadReasons() => DurableFile.Read(Path.Combine(_path, Reasons));

    /// <summary>Under the lock.</summary>
    public void WriteReasons(ReadOnlySpan<byte> content) => DurableFile.Replace(Path.Combine(_path, Reasons), content);

    /// <summary>
    /// Runs a change under the model's lock, after finishing or removing what a crashed holder left: with the lock held, what
    /// looks half done is no living one's.
    /// </summary>
    public T Locked<T>(Func<T> change)
    {
        using var held = FolderLock.Wait(_path);
        Recover();
        return change();
    }

    /// <summary>Creates the folder, on disk when this returns, whoever created it.</summary>
    public void Create()
    {
        Directory.CreateDirectory(_path);
        FolderSync.Flush(Path.GetDirectoryName(_path)!);
        FolderSync.Flush(root);
    }

    /// <summary>A folder to prepare a version in; under the lock.</summary>
    public LockedFolder NewPublication() => LockedFolder.Create(_path, Publishing);

    /// <summary>Makes a prepared folder this version, on disk; false if the version is there already. Under the lock.</summary>
    public bool TryAdd(string prepared, int version)
    {
        try
        {
            Directory.Move(prepared, PathOf(version));
        }
        catch (IOException) when (Path.Exists(PathOf(version)))
        {
            return false;
        }

        FolderSync.Flush(_path);
        return true;
    }

    private void Recover()
    {
        LockedFolder.Sweep(_path, Publishing);
        DurableFile.Sweep(_path);
        foreach (var number in Versions())
        {
            var version = Version(number);
            version.Sweep();
            if (!version.AwaitsPromotion) continue;
            SetChampion(number);
            version.EndPromotion();
        }
    }

    private string PathOf(int version) => Path.Combine(_path, version.ToString(CultureInfo.InvariantCulture));

    private static int Number(string folder)
    {
        var name = Path.GetFileName(folder);
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && name[0] != '0' ? number : 0;
    }
}
