using System.Security.Cryptography;

namespace FinScoring.Core.Models;

/// <summary>SHA-256 as lower-case hex.</summary>
internal static class Sha256
{
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string Of(Stream content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
