using System.Globalization;
using System.Text;

namespace FinScoring.Core.Models;

/// <summary>
/// The file that names the version that answers: the number on the first line, and below it the SHA-256 of the version's name
/// (loan/default/3), so that a flipped bit cannot make another version the champion.
/// </summary>
internal static class ChampionFile
{
    public const string FileName = "champion";

    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Null if no version answers.</summary>
    /// <exception cref="DamagedModelException">The file is not as it was written; its version is 0.</exception>
    public static int? Read(string folder, ModelKey model)
    {
        if (DurableFile.Read(Path.Combine(folder, FileName)) is not { } content) return null;
        var line = Encoding.UTF8.GetString(content).Split('\n')[0];
        var isNumber = int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        if (isNumber && content.AsSpan().SequenceEqual(Content(model.Version(version)))) return version;
        throw new DamagedModelException(model.Version(0), "the file that names the champion is damaged; promote a version");
    }

    public static void Write(string folder, VersionKey version) => DurableFile.Replace(Path.Combine(folder, FileName), Content(version));

    private static byte[] Content(VersionKey version)
        => Encoding.UTF8.GetBytes($"{version.Version}\n{Sha256.Of(Encoding.UTF8.GetBytes(version.ToString()))}\n");
}
