using System.Text;
using System.Text.Json;

namespace FinScoring.Core.Models;

/// <summary>
/// manifest.json, and manifest.sha256 beside it in the form of sha256sum: the manifest holds the hashes of the other files and
/// numbers that scores depend on, so it needs one itself.
/// </summary>
internal static class ManifestFile
{
    private const string FileName = "manifest.json";
    private const string HashFileName = "manifest.sha256";

    /// <exception cref="DamagedModelException">A file is missing or differs from what was written.</exception>
    public static Manifest Read(string folder, VersionKey version)
    {
        var content = DurableFile.Read(Path.Combine(folder, FileName)) ?? throw Damaged(version, "is missing");
        var hash = DurableFile.Read(Path.Combine(folder, HashFileName)) ?? throw Damaged(version, "has lost its checksum");
        if (!hash.AsSpan().SequenceEqual(HashLine(content))) throw Damaged(version, "differs from its checksum");
        var manifest = Parse(content, version);
        return manifest.Key == version ? manifest : throw Damaged(version, "belongs to another version");
    }

    /// <summary>Writes and flushes both files.</summary>
    public static void Write(string folder, Manifest manifest)
    {
        var content = manifest.ToJson();
        DurableFile.Write(Path.Combine(folder, FileName), content);
        DurableFile.Write(Path.Combine(folder, HashFileName), HashLine(content));
    }

    private static Manifest Parse(byte[] content, VersionKey version)
    {
        try
        {
            return Manifest.Read(content);
        }
        catch (JsonException e)
        {
            throw Damaged(version, "cannot be read", e);
        }
    }

    private static byte[] HashLine(byte[] content) => Encoding.UTF8.GetBytes($"{Sha256.Of(content)}  {FileName}\n");

    private static DamagedModelException Damaged(VersionKey version, string finding, Exception? cause = null)
        => new(version, $"{FileName} {finding}", cause);
}
