using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FinScoring.Api.Prediction;

/// <summary>Makes identifiers of predictions: UUID version 7 (RFC 9562), ordered by the millisecond and else random.</summary>
internal sealed class PredictionIds(TimeProvider time)
{
    private const int Length = 16;

    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _used;

    public Guid Next()
    {
        // One call of the operating system for many identifiers; each takes bytes that no other has taken.
        _random ??= new byte[64 * Length];
        if (_used == 0)
            RandomNumberGenerator.Fill(_random);
        var id = _random.AsSpan(_used, Length);
        _used = (_used + Length) % _random.Length;

        var milliseconds = time.GetUtcNow().ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteInt32BigEndian(id, (int)(milliseconds >> 16));
        BinaryPrimitives.WriteInt16BigEndian(id[4..], (short)milliseconds);
        id[6] = (byte)(0x70 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }
}
