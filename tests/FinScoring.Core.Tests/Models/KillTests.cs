using System.Globalization;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Scoring;

namespace FinScoring.Core.Tests.Models;

/// <summary>
/// kill -9 while publishing: 20 rounds, or as many as the environment variable FINSCORING_KILL_ROUNDS says
/// (FINSCORING_KILL_ROUNDS=200 dotnet test --filter KillTests).
/// </summary>
public sealed class KillTests : IDisposable
{
    private static readonly TinyModel Model = TinyModel.Logistic;
    private static readonly ModelKey Key = TemporaryStore.Model;
    private static readonly Applicant Applicant = TinyModel.Applicants(3, 1)[0];
    private static readonly double Expected = Model.LogOdds([Applicant])[0];
    private readonly TemporaryStore _folder = new();
    private readonly HashSet<int> _acknowledged = [];
    private int _checked;

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("FINSCORING_KILL_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task No_acknowledged_version_is_lost_and_none_corrupt_is_served_when_a_publisher_is_killed()
    {
        var random = new Random(1);
        var staging = _folder.Stage(Model);
        for (var round = 0; round < Rounds; round++)
        {
            await Kill(staging, TimeSpan.FromMilliseconds(random.Next(200)));
            await CheckAsync();
        }

        Assert.True(_acknowledged.Count > Rounds);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Lets a child publish, kills it some time after its first acknowledged version and takes down what it acknowledged.</summary>
    private async Task Kill(string staging, TimeSpan after)
    {
        using var child = KillChild.Start(_folder.Folder, staging, Model.Manifest);
        _acknowledged.Add(Version(await child.StandardOutput.ReadLineAsync()));
        await Task.Delay(after);
        child.Kill();
        var rest = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        // The last line may be cut short by the kill: only whole ones count.
        foreach (var line in rest.Split('\n')[..^1]) _acknowledged.Add(Version(line));
    }

    private async Task CheckAsync()
    {
        using var store = _folder.Open();
        var catalog = new ModelCatalog(store);
        catalog.LoadChampions();
        Assert.Empty(catalog.Faults);
        Assert.Equal(store.Versions(Key).Max(), store.Champion(Key));
        Assert.Subset(store.Versions(Key).ToHashSet(), _acknowledged);
        foreach (var version in store.Versions(Key).Where(v => v > _checked)) await CheckVersionAsync(catalog, Key.Version(version));
        Assert.Equal(Expected, Applicant.Score(catalog.Champion(Key)!));
        AssertNoLeftovers();
        _checked = store.Publish(Model.Manifest with { Job = Guid.NewGuid().ToString() }, _folder.Stage(Model), promote: true).Version;
    }

    private static async Task CheckVersionAsync(ModelCatalog catalog, VersionKey version)
    {
        Assert.Equal(version, catalog.Store.Manifest(version)!.Key);
        Assert.InRange(catalog.Store.Evaluations(version).Count, 0, 1);
        if (!catalog.Store.IsDeleted(version)) Assert.Equal(Expected, Applicant.Score((await catalog.VersionAsync(version))!));
    }

    private void AssertNoLeftovers()
    {
        var entries = Directory.EnumerateFileSystemEntries(_folder.ModelPath(""), ".*", SearchOption.AllDirectories);
        Assert.Equal([".lock"], entries.Select(entry => Path.GetFileName(entry)));
    }

    private static int Version(string? line) => int.Parse(line!, CultureInfo.InvariantCulture);
}
