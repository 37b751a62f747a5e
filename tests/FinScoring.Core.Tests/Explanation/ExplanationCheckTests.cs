using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Tests.Models;

namespace FinScoring.Core.Tests.Explanation;

/// <summary>What does not fit its model is not published; what rots later is found; what is deleted is gone.</summary>
public sealed class ExplanationCheckTests : IDisposable
{
    private static readonly ModelKey Key = new("loan", "default");
    private readonly TemporaryStore _folder = new();

    [Theory]
    [InlineData("logistic")]
    [InlineData("lightgbm")]
    [InlineData("blend")]
    public void What_training_stores_is_published_and_explains(string algorithm)
    {
        var published = Publish(ExplainedModels.Get(algorithm), ExplainedModels.Get(algorithm).Explanation);
        Assert.Equal(["explanation.json", "model.zip"], published.Files.Keys.Order());
        Assert.NotNull(Explainer.Of(_folder.Catalog().Champion(Key)!));
    }

    [Fact]
    public void What_does_not_fit_the_model_is_not_published()
    {
        var model = ExplainedModels.Get("blend");
        var good = model.Explanation;
        var (linear, trees) = (good.Members[0], good.Members[1]);
        Refused(good with { Rows = [] });
        Refused(good with { Rows = [.. good.Rows.Skip(1), [.. good.Rows[0].Skip(1)]] });
        Refused(good with { Members = [linear] });
        Refused(good with { Members = [trees, linear] });
        Refused(good with { Members = [linear with { Weight = linear.Weight * 1.001 }, trees] });
        Refused(good with { Members = [linear with { Means = [.. linear.Means!.Skip(1)] }, trees] });
        Refused(good with { Members = [linear, trees with { Leaves = [.. trees.Leaves!.Skip(1)] }] });
        Refused(good with { Members = [linear, trees with { Leaves = [[.. trees.Leaves![0].Select(n => n + 1)], .. trees.Leaves.Skip(1)] }] });
        Refused(good with { Members = [linear, trees with { Inputs = [.. trees.Inputs.Select((input, slot) => slot == 0 ? -1 : input)] }] });
        // Contributions still add up to the score, but those of one column go to another.
        Refused(good with { Members = [linear, trees with { Inputs = [.. trees.Inputs.Reverse()] }] });
        Refused(good with { Members = [linear with { Inputs = [.. linear.Inputs.Select((input, slot) => slot == 0 ? (input + 1) % 5 : input)] }, trees] });
        Assert.Empty(_folder.Store.Models());

        void Refused(StoredExplanation bad) => Assert.Throws<DamagedModelException>(() => Publish(model, bad));
    }

    [Fact]
    public void A_flipped_bit_sets_the_version_aside()
    {
        Publish(ExplainedModels.Get("logistic"), ExplainedModels.Get("logistic").Explanation);
        var path = _folder.PathOf(1, "explanation.json");
        var content = File.ReadAllBytes(path);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(path, content);
        var fault = Assert.Throws<DamagedModelException>(() => _folder.Catalog().Champion(Key));
        Assert.Equal("explanation.json differs from its checksum", fault.Reason);
    }

    [Fact]
    public void A_deleted_version_keeps_no_training_rows()
    {
        Publish(ExplainedModels.Get("logistic"), ExplainedModels.Get("logistic").Explanation);
        Publish(ExplainedModels.Get("gam"), ExplainedModels.Get("gam").Explanation);
        Assert.True(File.Exists(_folder.PathOf(2, "explanation.json")));
        _folder.Store.Delete(Key.Version(2));
        Assert.False(File.Exists(_folder.PathOf(2, "explanation.json")));
        Assert.Throws<DamagedModelException>(() => _folder.Store.ReadExplanation(Key.Version(2)));
    }

    [Fact]
    public void A_crash_in_the_middle_of_a_deletion_is_finished_when_the_store_opens()
    {
        Publish(ExplainedModels.Get("logistic"), ExplainedModels.Get("logistic").Explanation);
        File.WriteAllBytes(_folder.PathOf(1, "deleted"), []);
        _folder.Reopen();
        Assert.False(File.Exists(_folder.PathOf(1, "explanation.json")));
        Assert.False(File.Exists(_folder.PathOf(1, "model.zip")));
    }

    public void Dispose() => _folder.Dispose();

    private Manifest Publish(TrainedModel model, StoredExplanation explanation)
    {
        var staging = _folder.Stage(TrainedModels.Save(model));
        File.WriteAllBytes(Path.Combine(staging, "explanation.json"), explanation.ToJson());
        return _folder.Store.Publish(model.Manifest with { Job = Guid.NewGuid().ToString() }, staging, promote: false);
    }
}
