using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>A body that may not be longer than a limit, counted as it is read: after decompression too.</summary>
internal sealed class LimitedStream(Stream body, long limit) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Count(await body.ReadAsync(buffer, cancellationToken));
        }
        catch (InvalidDataException)
        {
            throw new BadDataException("data", "The body is not valid gzip.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int count)
    {
        _read += count;
        return _read <= limit ? count : throw new BadHttpRequestException(
            $"The body is longer than {limit} bytes (setting Prediction:MaxBatchBytes).", StatusCodes.Status413PayloadTooLarge);
    }
}
