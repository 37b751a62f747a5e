using FinScoring.Core.Models;
using FinScoring.Core.Selection;
using FinScoring.Core.Tests.Scoring;

namespace FinScoring.Core.Tests.Models;

/// <summary>A version with a suspected leak becomes champion only if someone says so.</summary>
public sealed class LeakPromotionTests : IDisposable
{
    private readonly TemporaryStore _folder = new();

    [Fact]
    public void The_first_version_does_not_become_champion_by_itself()
    {
        Assert.Equal(1, Publish(leak: true).Version);
        Assert.Null(_folder.Store.Champion(TemporaryStore.Model));
        Assert.Null(_folder.Reopen().Champion(TemporaryStore.Model));
    }

    [Fact]
    public void It_does_if_it_is_published_to_be_or_promoted()
    {
        Publish(leak: true);
        _folder.Store.SetChampion(TemporaryStore.Model.Version(1));
        Assert.Equal(1, _folder.Store.Champion(TemporaryStore.Model));
        Publish(leak: true, promote: true);
        Assert.Equal(2, _folder.Store.Champion(TemporaryStore.Model));
    }

    [Fact]
    public void The_first_version_without_one_does_after_any_number_with()
    {
        Publish(leak: true);
        Publish(leak: true);
        Publish(leak: false);
        Publish(leak: false);
        Assert.Equal(3, _folder.Store.Champion(TemporaryStore.Model));
    }

    [Fact]
    public void A_champion_that_was_promoted_all_the_same_stays()
    {
        Publish(leak: true, promote: true);
        Publish(leak: false);
        Assert.Equal(1, _folder.Store.Champion(TemporaryStore.Model));
    }

    [Fact]
    public void A_lost_champion_has_no_silent_successor()
    {
        Publish(leak: false);
        File.Delete(_folder.ModelPath("champion"));
        Publish(leak: false);
        Assert.Null(_folder.Store.Champion(TemporaryStore.Model));
    }

    public void Dispose() => _folder.Dispose();

    private Manifest Publish(bool leak, bool promote = false)
    {
        var manifest = TinyModel.Logistic.Manifest with
        {
            Job = Guid.NewGuid().ToString(),
            Selection = [new FeatureReport("age", true, "") { SuspectedLeak = leak }],
        };
        return _folder.Store.Publish(manifest, _folder.Stage(TinyModel.Logistic), promote);
    }
}
