namespace FinScoring.Core.Models;

/// <summary>Files that are either whole or not there, and on disk when a call returns.</summary>
internal static class DurableFile
{
    private const string Temporary = ".new-";

    /// <summary>Replaces a file by writing beside it and renaming. The folder is flushed too.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, $"{Temporary}{Path.GetFileName(path)}-{Guid.NewGuid():N}");
        Write(temporary, content);
        File.Move(temporary, path, overwrite: true);
        FolderSync.Flush(folder);
    }

    /// <summary>Writes a file and flushes it; its name in the folder is not flushed.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The bytes of a file that may be replaced or removed meanwhile; null if there is none.</summary>
    public static byte[]? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public static void Delete(string path)
    {
        File.Delete(path);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Creates a folder and those above it that are not there yet, each on disk before the next.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        var parent = Path.GetDirectoryName(folder)!;
        CreateFolder(parent);
        Directory.CreateDirectory(folder);
        FolderSync.Flush(parent);
    }

    /// <summary>Removes what a crash left of <see cref="Replace"/>. No one may be replacing a file in the folder now.</summary>
    public static void Sweep(string folder)
    {
        foreach (var leftover in Directory.EnumerateFiles(folder, Temporary + "*")) File.Delete(leftover);
    }
}
