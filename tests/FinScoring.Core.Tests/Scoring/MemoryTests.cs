using System.Runtime.CompilerServices;
using FinScoring.Core.Explanation;
using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Explanation;
using FinScoring.Core.Tests.Models;

namespace FinScoring.Core.Tests.Scoring;

/// <summary>What is out of use is given up, whatever was done with it. Run alone: the memory is that of the process.</summary>
[Collection(Alone)]
public sealed class MemoryTests : IDisposable
{
    public const string Alone = "alone";

    private const double Megabyte = 1024 * 1024;
    private readonly TemporaryStore _folder = new();

    [Fact]
    public async Task Two_thousand_loads_and_promotions_take_no_more_memory_than_two_hundred()
    {
        using var other = new TemporaryStore();
        ModelCatalog[] catalogs = [TwoVersions(_folder), TwoVersions(other)];
        await PromoteInTurnAsync(catalogs, 200);
        var early = Memory();
        await PromoteInTurnAsync(catalogs, 1800);
        Assert.InRange((Memory() - early) / Megabyte, -100, 8);
    }

    [Fact]
    public void A_scorer_that_nobody_uses_is_collected_with_all_that_was_made_of_it()
    {
        var scorers = Enumerable.Range(0, 20).Select(_ => Used()).ToArray();
        Memory();
        // The frame of the last one may not be written over yet.
        Assert.InRange(scorers.Count(scorer => scorer.TryGetTarget(out _)), 0, 1);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A version whose rows were used on several threads, explained, looked at as a whole and searched.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<Scorer> Used()
    {
        var scorer = ExplainedModels.Load(ExplainedModels.Get("lightgbm"));
        Parallel.For(0, 4, _ => scorer.Rent().Dispose());
        Assert.NotNull(Explainer.Of(scorer)!.AgainstTraining);
        Assert.NotNull(GlobalView.Of(scorer));
        Assert.NotNull(CounterfactualSearch.Of(scorer));
        Assert.NotNull(AdverseReasons.Of(scorer, 0.2));
        return new(scorer);
    }

    private static ModelCatalog TwoVersions(TemporaryStore folder)
    {
        folder.Publish(TinyModel.Logistic);
        folder.Publish(TinyModel.Logistic);
        return folder.Catalog();
    }

    /// <summary>So many in all: the catalogs change at the same time, each one version after the other.</summary>
    private static Task PromoteInTurnAsync(ModelCatalog[] catalogs, int times)
        => Task.WhenAll(catalogs.Select(async catalog =>
        {
            for (var i = 0; i < times / catalogs.Length; i++) await catalog.PromoteAsync(TemporaryStore.Model.Version(1 + i % 2));
        }));

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

[CollectionDefinition(MemoryTests.Alone, DisableParallelization = true)]
public sealed class RunAlone;
