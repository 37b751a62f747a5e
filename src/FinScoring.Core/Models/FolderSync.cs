using System.Runtime.InteropServices;

namespace FinScoring.Core.Models;

/// <summary>
/// Flushes a folder's entries (names created, renamed, removed) to disk. .NET can flush a file but not a folder, so this asks
/// the C library. Windows journals its folders and offers no such call: nothing to do there.
/// </summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;
    private const int Interrupted = 4;
    private const int NotSupportedHere = 22;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Retry(() => Open(folder, ReadOnly));
        try
        {
            Retry(() => FSync(descriptor));
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static int Retry(Func<int> call)
    {
        while (true)
        {
            var result = call();
            if (result >= 0) return result;
            var error = Marshal.GetLastPInvokeError();
            // Some network file systems cannot flush a folder (EINVAL); they keep their entries by other means.
            if (error == NotSupportedHere) return 0;
            if (error != Interrupted) throw new IOException($"A folder of the models folder cannot be flushed: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FSync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
