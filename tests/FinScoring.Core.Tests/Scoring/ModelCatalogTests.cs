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
    public void The_first_version_answers_at_once_and_a_later_one_when_promoted()
    {
        var catalog = _folder.Catalog();
        var changed = new List<ModelKey>();
        catalog.ChampionChanged += changed.Add;
        Assert.Null(catalog.Champion(Key));

        Publish(catalog, One);
        Assert.Equal(1, catalog.Champion(Key)!.Manifest.Version);
        Publish(catalog, Two);
        Assert.Equal(1, catalog.Champion(Key)!.Manifest.Version);
        Assert.Single(changed);

        catalog.Promote(Key.Version(2));
        Assert.Equal(2, catalog.Champion(Key)!.Manifest.Version);
        Publish(catalog, One, promote: true);
        Assert.Equal(3, catalog.Champion(Key)!.Manifest.Version);
        Assert.Equal([Key, Key, Key], changed);
    }

    [Fact]
    public void A_job_that_publishes_again_swaps_nothing()
    {
        var catalog = _folder.Catalog();
        var first = catalog.Publish(One.Manifest, _folder.Stage(One), promote: false);
        var champion = catalog.Champion(Key);
        Assert.Equal(first.Version, catalog.Publish(One.Manifest, _folder.Stage(One), promote: true).Version);
        Assert.Same(champion, catalog.Champion(Key));
    }

    [Fact]
    public void Any_version_answers_by_its_number_and_is_loaded_once()
    {
        var catalog = _folder.Catalog();
        Publish(catalog, One);
        Publish(catalog, Two);
        var loaded = new Scorer?[8];
        Parallel.For(0, loaded.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => loaded[i] = catalog.Version(Key.Version(2)));
        Assert.Single(loaded.Distinct());
        Assert.Equal(2, loaded[0]!.Manifest.Version);
        Assert.Same(catalog.Champion(Key), catalog.Version(Key.Version(1)));
        Assert.Null(catalog.Version(Key.Version(3)));
        Assert.Null(catalog.Version(new ModelKey("risk", "default").Version(1)));
    }

    [Fact]
    public void More_versions_than_are_kept_all_answer()
    {
        var catalog = _folder.Catalog();
        for (var i = 0; i < 12; i++) Publish(catalog, One);
        for (var round = 0; round < 2; round++)
        {
            for (var version = 1; version <= 12; version++) Assert.Equal(version, catalog.Version(Key.Version(version))!.Manifest.Version);
        }
    }

    [Fact]
    public void A_deleted_version_is_gone_from_memory_too()
    {
        var catalog = _folder.Catalog();
        Publish(catalog, One);
        Publish(catalog, Two);
        Assert.NotNull(catalog.Version(Key.Version(2)));
        catalog.Delete(Key.Version(2));
        Assert.Null(catalog.Version(Key.Version(2)));
        Assert.Throws<InvalidOperationException>(() => catalog.Promote(Key.Version(2)));
        Assert.Throws<InvalidOperationException>(() => catalog.Delete(Key.Version(1)));
        Assert.Throws<InvalidOperationException>(() => catalog.Delete(Key.Version(9)));
    }

    [Fact]
    public void A_restart_serves_the_same_champion()
    {
        Publish(_folder.Catalog(), One);
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
        Publish(catalog, One);
        Publish(catalog, Two);
        var rows = TinyModel.Applicants(5, 200);
        double[][] expected = [[], One.LogOdds(rows), Two.LogOdds(rows)];

        using var stop = new CancellationTokenSource();
        var seen = new int[3];
        var threads = Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(() => ScoreUntil(stop.Token, thread), TaskCreationOptions.LongRunning)).ToArray();
        for (var swap = 0; swap < 40; swap++) catalog.Promote(Key.Version(1 + swap % 2));
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

    private void Publish(ModelCatalog catalog, TinyModel model, bool promote = false)
        => catalog.Publish(model.Manifest with { Job = Guid.NewGuid().ToString() }, _folder.Stage(model), promote);
}
