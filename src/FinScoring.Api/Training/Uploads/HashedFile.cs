using System.Security.Cryptography;

namespace FinScoring.Api.Training.Uploads;

/// <summary>A new file whose SHA-256 is computed while it is written.</summary>
internal sealed class HashedFile : IAsyncDisposable
{
    private readonly FileStream _file;
    private readonly SHA256 _hash = SHA256.Create();
    private readonly CryptoStream _stream;

    public HashedFile(string path)
    {
        _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, useAsync: true);
        _stream = new(_file, _hash, CryptoStreamMode.Write, leaveOpen: true);
    }

    /// <summary>Where to write.</summary>
    public Stream Stream => _stream;

    /// <summary>Copies a stream to a new file and returns its SHA-256.</summary>
    public static async Task<string> SaveAsync(Stream source, string path, CancellationToken cancel)
    {
        await using var file = new HashedFile(path);
        await source.CopyToAsync(file.Stream, 1 << 16, cancel);
        return await file.CompleteAsync(cancel);
    }

    /// <summary>The file is on the disk, and this is its SHA-256 in lower-case hex.</summary>
    public async Task<string> CompleteAsync(CancellationToken cancel)
    {
        await _stream.FlushFinalBlockAsync(cancel);
        _file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(_hash.Hash!);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _file.DisposeAsync();
        _hash.Dispose();
    }
}
