namespace FinScoring.Core.Models;

/// <summary>
/// A file of the models folder whose content differs after every change there, whichever process made it: so each can tell at a
/// glance whether what it remembers may be out of date. It may be left as it was, by a crash between a change and its stamp or by a
/// full disk: who must know looks now and then without it. Thread-safe.
/// </summary>
public sealed class ChangeStamp
{
    private const string FileName = ".changed";
    private readonly string _path;

    internal ChangeStamp(string folder) => _path = Path.Combine(folder, FileName);

    /// <summary>The stamp now; none where nothing has changed since there are stamps.</summary>
    public Guid? Read() => DurableFile.Read(_path) is { Length: 16 } bytes ? new Guid(bytes) : null;

    /// <summary>After a change.</summary>
    public void Renew()
    {
        try
        {
            // Not durable: a process that starts reads everything. Who reads half of it looks again.
            using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            file.Write(Guid.NewGuid().ToByteArray());
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The change itself is made, and must not look as if it had failed.
        }
    }
}
