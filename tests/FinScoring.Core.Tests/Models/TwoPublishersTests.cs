using FinScoring.Core.Models;
using FinScoring.Core.Tests.Scoring;

namespace FinScoring.Core.Tests.Models;

public sealed class TwoPublishersTests : IDisposable
{
    private static readonly TinyModel Model = TinyModel.Logistic;
    private static readonly ModelKey Key = TemporaryStore.Model;
    private readonly TemporaryStore _folder = new();

    [Fact]
    public async Task Eight_threads_and_a_second_store_publish_versions_without_gap_or_loss()
    {
        using var second = _folder.Open();
        var tasks = Enumerable.Range(0, 8).Select(thread => Task.Run(() => Publish(thread % 2 == 0 ? _folder.Store : second, thread)));
        var published = (await Task.WhenAll(tasks)).SelectMany(versions => versions).ToList();

        Assert.Equal(Enumerable.Range(1, 32), published.Select(m => m.Version).Order());
        Assert.Equal(Enumerable.Range(1, 32), _folder.Store.Versions(Key));
        Assert.All(published, m => Assert.Equal(m.Job, second.Manifest(m.Key)!.Job));
        Assert.All(published, m => Assert.Equal(Model.Zip, second.ReadArtifact(m.Key)));
        Assert.Equal(1, second.Champion(Key));
    }

    [Fact]
    public async Task A_job_that_two_stores_publish_at_once_becomes_one_version()
    {
        using var second = _folder.Open();
        ModelStore[] stores = [_folder.Store, second, _folder.Store, second];
        var published = await Task.WhenAll(stores.Select(store => Task.Run(() => Publish(store, "one"))));
        Assert.Equal([1, 1, 1, 1], published.Select(m => m.Version));
        Assert.Equal([1], second.Versions(Key));
    }

    [Fact]
    public void A_version_that_appears_meanwhile_gives_way_to_the_next_number()
    {
        // A file system without locks: the rename is what is left to decide.
        var folder = new ModelFolder(_folder.Folder, Key);
        folder.Create();
        using var first = folder.NewPublication();
        using var late = folder.NewPublication();
        Assert.True(folder.TryAdd(first.Path, 1));
        Assert.False(folder.TryAdd(late.Path, 1));
        Assert.True(folder.TryAdd(late.Path, 2));
    }

    public void Dispose() => _folder.Dispose();

    private List<Manifest> Publish(ModelStore store, int thread)
        => [.. Enumerable.Range(0, 4).Select(i => Publish(store, $"{thread}-{i}"))];

    private Manifest Publish(ModelStore store, string job)
        => store.Publish(Model.Manifest with { Job = job }, _folder.Stage(Model), promote: false);
}
