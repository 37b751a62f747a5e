using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Models;

namespace FinScoring.Core.Tests.Scoring;

public sealed class ModelCatalogTests : IDisposable
{
    private static readonly TinyModel One = TinyModel.Logistic;
    private static readonly TinyModel Two = TinyModel.Trees;
    private static readonly ModelKey Key = TemporaryStore.Model;
    private readonly TemporaryStore _folder = new();

    [Fact]
    public async Task The_first_version_answers_at_once_and_a_later_one_when_promoted()
    {
        var catalog = _folder.Catalog();
        var changed = new List<ModelKey>();
        catalog.ChampionChanged += changed.Add;
        Assert.Null(catalog.Champion(Key));

        await PublishAsync(catalog, One);
        Assert.Equal(1, catalog.Champion(Key)!.Manifest.Version);
        await PublishAsync(catalog, Two);
        Assert.Equal(1, catalog.Champion(Key)!.Manifest.Version);
        Assert.Single(changed);

        await catalog.PromoteAsync(Key.Version(2));
        Assert.Equal(2, catalog.Champion(Key)!.Manifest.Version);
        await PublishAsync(catalog, One, promote: true);
        Assert.Equal(3, catalog.Champion(Key)!.Manifest.Version);
        Assert.Equal([Key, Key, Key], changed);
    }

    [Fact]
    public async Task A_job_that_publishes_again_swaps_nothing()
    {
        var catalog = _folder.Catalog();
        var first = await catalog.PublishAsync(One.Manifest, _folder.Stage(One), promote: false);
        var champion = catalog.Champion(Key);
        Assert.Equal(first.Version, (await catalog.PublishAsync(One.Manifest, _folder.Stage(One), promote: true)).Version);
        Assert.Same(champion, catalog.Champion(Key));
    }

    [Fact]
    public async Task Any_version_answers_by_its_number_and_is_loaded_once()
    {
        var catalog = _folder.Catalog();
        await PublishAsync(catalog, One);
        await PublishAsync(catalog, Two);
        var loaded = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => catalog.VersionAsync(Key.Version(2)).AsTask())));
        Assert.Single(loaded.Distinct());
        Assert.Equal(2, loaded[0]!.Manifest.Version);
        Assert.Same(catalog.Champion(Key), await catalog.VersionAsync(Key.Version(1)));
        Assert.Null(await catalog.VersionAsync(Key.Version(3)));
        Assert.Null(await catalog.VersionAsync(new ModelKey("risk", "default").Version(1)));
    }

    [Fact]
    public async Task More_versions_than_are_kept_all_answer()
    {
        var catalog = _folder.Catalog();
        for (var i = 0; i < 12; i++) await PublishAsync(catalog, One);
        for (var round = 0; round < 2; round++)
        {
            for (var version = 1; version <= 12; version++) Assert.Equal(version, (await catalog.VersionAsync(Key.Version(version)))!.Manifest.Version);
        }
    }

    [Fact]
    public async Task A_deleted_version_is_gone_from_memory_too()
    {
        var catalog = _folder.Catalog();
        await PublishAsync(catalog, One);
        await PublishAsync(catalog, Two);
        Assert.NotNull(await catalog.VersionAsync(Key.Version(2)));
        await catalog.DeleteAsync(Key.Version(2));
        Assert.Null(await catalog.VersionAsync(Key.Version(2)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => catalog.PromoteAsync(Key.Version(2)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => catalog.DeleteAsync(Key.Version(1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => catalog.DeleteAsync(Key.Version(9)));
    }

    [Fact]
    public async Task A_restart_serves_the_same_champion()
    {
        await PublishAsync(_folder.Catalog(), One);
        _folder.Reopen();
        var catalog = _folder.Catalog();
        Assert.Equal(1, Assert.Single(catalog.Champions).Manifest.Version);
        var rows = TinyModel.Applicants(3, 100);
        Assert.Equal(One.LogOdds(rows), rows.Select(row => row.Score(catalog.Champion(Key)!)));
    }

    [Fact]
    public async Task Eight_threads_scoring_through_swaps_get_the_answers_of_the_version_they_name()
    {
        var catalog = _folder.Catalog();
        await PublishAsync(catalog, One);
        await PublishAsync(catalog, Two);
        var rows = TinyModel.Applicants(5, 200);
        double[][] expected = [[], One.LogOdds(rows), Two.LogOdds(rows)];

        using var stop = new CancellationTokenSource();
        var seen = new int[3];
        var threads = Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(() => ScoreUntil(stop.Token, thread), TaskCreationOptions.LongRunning)).ToArray();
        for (var swap = 0; swap < 40; swap++) await catalog.PromoteAsync(Key.Version(1 + swap % 2));
        await stop.CancelAsync();
        await Task.WhenAll(threads);
        Assert.True(seen[1] > 0 && seen[2] > 0);

        void ScoreUntil(CancellationToken ended, int thread)
        {
            for (var i = thread; !ended.IsCancellationRequested; i++)
            {
                var scorer = catalog.Champion(Key)!;
                var version = scorer.Manifest.Version;
                Interlocked.Increment(ref seen[version]);
                Assert.Equal(expected[version][i % rows.Length], rows[i % rows.Length].Score(scorer));
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<Manifest> PublishAsync(ModelCatalog catalog, TinyModel model, bool promote = false)
        => catalog.PublishAsync(model.Manifest with { Job = Guid.NewGuid().ToString() }, _folder.Stage(model), promote);
}
