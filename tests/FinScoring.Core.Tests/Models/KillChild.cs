using System.Diagnostics;
using System.Text.Json;
using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Scoring;

namespace FinScoring.Core.Tests.Models;

/// <summary>
/// A process that publishes without end, every version as the champion, and writes each acknowledged version to its standard
/// output: what a test kills. It is this test assembly, started as a program.
/// </summary>
internal static class KillChild
{
    private const string ManifestFile = "kill-child.json";

    /// <param name="models">The models folder.</param>
    /// <param name="staging">A staging folder with model.zip; gets the manifest too.</param>
    /// <param name="manifest">What to publish again and again.</param>
    public static Process Start(string models, string staging, Manifest manifest)
    {
        File.WriteAllText(Path.Combine(staging, ManifestFile), JsonSerializer.Serialize(manifest, StoreJson.Default.Manifest));
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return Process.Start(new ProcessStartInfo(host, [typeof(KillChild).Assembly.Location, models, staging]) { RedirectStandardOutput = true })!;
    }

    private static async Task Main(string[] arguments)
    {
        var (models, staging) = (arguments[0], arguments[1]);
        var manifest = JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(staging, ManifestFile)), StoreJson.Default.Manifest)!;
        using var store = new ModelStore(models, ExplanationCheck.Verify);
        var catalog = new ModelCatalog(store);
        catalog.LoadChampions();
        while (true) await PublishOnceAsync(catalog, manifest with { Job = Guid.NewGuid().ToString() }, staging);
    }

    private static async Task PublishOnceAsync(ModelCatalog catalog, Manifest manifest, string staging)
    {
        var published = (await catalog.PublishAsync(manifest, staging, promote: true)).Key;
        Console.WriteLine(published.Version);
        catalog.Store.AddEvaluation(published, new StoredEvaluation("test", Some.Noon, "hash", Some.Report));
        if (published.Version % 3 == 0) await catalog.DeleteAsync(published.Model.Version(published.Version - 1));
    }
}
