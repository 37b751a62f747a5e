namespace FinScoring.Core.Models;

/// <summary>
/// A lock file held open for this process alone, against other threads and other processes. The operating system frees it when
/// its holder dies, however it dies: a lock that can be had was left by no one alive.
/// </summary>
internal static class FolderLock
{
    public const string FileName = ".lock";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits for the lock of a folder; frees it when disposed.</summary>
    /// <exception cref="IOException">It could not be had within a minute.</exception>
    public static FileStream Wait(string folder)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return Open(folder);
            }
            catch (IOException e) when (e.GetType() == typeof(IOException) && waited < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Whether no one alive holds the lock of a folder.</summary>
    public static bool IsFree(string folder)
    {
        try
        {
            Open(folder).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static FileStream Open(string folder)
        => new(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
