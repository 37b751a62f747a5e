namespace FinScoring.Api;

/// <summary>A file that one process holds at a time. The operating system frees it when its holder ends, however that ends.</summary>
internal static class FileLock
{
    /// <summary>Null if another holds it. The folder must be there.</summary>
    /// <param name="path">Created if it is not there.</param>
    /// <param name="options">DeleteOnClose: the file goes with the lock.</param>
    public static FileStream? TryTake(string path, FileOptions options = FileOptions.None)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, options);
        }
        catch (IOException held) when (held.GetType() == typeof(IOException))
        {
            return null;
        }
    }
}
