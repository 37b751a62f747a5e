using Microsoft.Win32.SafeHandles;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>
/// First in, first out, in a temporary file of bounded length that is written round and round. Its name is removed as soon
/// as it is open, so nothing stays behind however the process ends. One writer, one reader; they may be two tasks.
/// </summary>
internal sealed class SpillFile(string? folder, long maxBytes) : IDisposable
{
    private SafeFileHandle? _file;
    private long _written;
    private long _read;

    /// <summary>Bytes written and not yet read.</summary>
    public long Length => Volatile.Read(ref _written) - Volatile.Read(ref _read);

    /// <summary>Writes as much as there is room for and returns how much that was.</summary>
    public async ValueTask<int> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var count = (int)Math.Min(bytes.Length, Contiguous(_written, maxBytes - Length));
        if (count == 0)
            return 0;
        await RandomAccess.WriteAsync(_file ??= Open(), bytes[..count], _written % maxBytes, cancel);
        Volatile.Write(ref _written, _written + count);
        return count;
    }

    /// <summary>Reads at most a buffer full and returns how much that was: 0 if there is nothing to read.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        var count = (int)Math.Min(buffer.Length, Contiguous(_read, Length));
        if (count == 0)
            return 0;
        count = await RandomAccess.ReadAsync(_file!, buffer[..count], _read % maxBytes, cancel);
        Volatile.Write(ref _read, _read + count);
        return count;
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>The part of a stretch that lies before the end of the file.</summary>
    private long Contiguous(long position, long length) => length <= 0 ? 0 : Math.Min(length, maxBytes - position % maxBytes);

    private SafeFileHandle Open()
    {
        var path = Path.Combine(folder ?? Path.GetTempPath(), $"finscoring-{Guid.CreateVersion7():N}.spill");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        File.Delete(path);
        return file;
    }
}
