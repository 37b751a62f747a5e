using FinScoring.Core.Data;
using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Tests.Domains;
using FinScoring.Core.Tests.Models;
using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Explanation;

/// <summary>What does not fit its model is not published; what rots later is found; what is deleted is gone.</summary>
public sealed class ExplanationCheckTests : IDisposable
{
    private static readonly ModelKey Key = new("loan", "default");
    private readonly TemporaryStore _folder = new();

    // Those of bins refuse to learn from so little, and auto and blends with them.
    public static TheoryData<string> Names => [.. Algorithms.Names.Except(["scorecard", "auto", "blend"])];

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

    /// <summary>Too few rows to split, a column that says nothing: models that are hardly more than the share of events.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_that_learned_next_to_nothing_explains_that(string algorithm)
    {
        var table = Tables.Of(
            Tables.Numbers("x", [.. Enumerable.Range(0, 24).Select(i => (double)(i * 7 % 24))]),
            Tables.Numbers("flat", [.. Enumerable.Range(0, 24).Select(i => i == 3 ? 1.0 : 0)]),
            Tables.Numbers("event", [.. Enumerable.Range(0, 24).Select(i => i % 4 == 0 ? 1.0 : 0)]));
        var options = new TrainingOptions { Label = "event", Algorithm = algorithm, Selection = "none", Folds = 2 };
        var model = TrainedModels.Train("risk", options, table: table);
        var scorer = ExplainedModels.Load(model);
        ExplanationCheck.Verify(scorer);
        var explainer = Explainer.Of(scorer)!;
        Assert.Equal(explainer.Sample.LogOdds.Average(), explainer.AgainstTraining.Baseline, 1e-5);
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
