namespace FinScoring.Core.Models;

/// <summary>
/// A folder of one live user, told from a dead one's by its lock, so that leftovers of a crash can be swept while another
/// process works beside them. Created and swept under the lock of its parent.
/// </summary>
internal sealed class LockedFolder : IDisposable
{
    private readonly FileStream _lock;

    private LockedFolder(string path)
    {
        Path = path;
        Directory.CreateDirectory(path);
        _lock = FolderLock.Wait(path);
    }

    public string Path { get; }

    public static LockedFolder Create(string parent, string prefix)
        => new(System.IO.Path.Combine(parent, $"{prefix}{Guid.NewGuid():N}"));

    /// <summary>Removes the folders of this prefix that no one alive holds.</summary>
    public static void Sweep(string parent, string prefix)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, prefix + "*"))
        {
            if (FolderLock.IsFree(folder)) Remove(folder);
        }
    }

    /// <summary>Gives up the lock and its file, for a folder that is about to become something else.</summary>
    public void Release()
    {
        _lock.Dispose();
        File.Delete(System.IO.Path.Combine(Path, FolderLock.FileName));
    }

    /// <summary>Removes the folder if it is still here; not under the lock of its parent, which this waits for.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        if (!Directory.Exists(Path)) return;
        using var held = FolderLock.Wait(System.IO.Path.GetDirectoryName(Path)!);
        Remove(Path);
    }

    /// <summary>ML.NET may be removing its temporary folders in there at the same moment: what is gone is no fault.</summary>
    private static void Remove(string folder)
    {
        while (Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Once more, for what else is in there.
            }
        }
    }
}
