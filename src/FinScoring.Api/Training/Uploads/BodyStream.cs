using FinScoring.Core.Data;

namespace FinScoring.Api.Training.Uploads;

/// <summary>A body, or a part of one, on its way in: not longer than a limit, and a damaged one is the client's error.</summary>
internal sealed class BodyStream(Stream source, long limit, string limitName) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <exception cref="BadHttpRequestException">413: more than the limit.</exception>
    /// <exception cref="BadDataException">The gzip stream is damaged, or a part has no end.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await source.ReadAsync(buffer, cancellationToken);
            _read += count;
            return _read <= limit ? count : throw TooLarge(limit, limitName);
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw Damaged();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public static BadHttpRequestException TooLarge(long limit, string limitName) => new(
        $"The body is larger than {limitName} allows: {limit} bytes after decompression.", StatusCodes.Status413PayloadTooLarge);

    /// <summary>What the readers of gzip and of multipart throw. A client that hung up is a <see cref="BadHttpRequestException"/>.</summary>
    public static bool IsDamage(Exception exception) => exception is InvalidDataException || exception.GetType() == typeof(IOException);

    public static BadDataException Damaged() => new("body", "The body is damaged: it ends too early or is no valid gzip or multipart.");
}
