using FinScoring.Core;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Scoring;
using FinScoring.Core.Training;
using FinScoring.Core.Training.Boosting;

namespace FinScoring.Benchmarks;

/// <summary>LightGBM with 100 trees of 31 leaves on all columns of Taiwan card default: larger than what training would choose.</summary>
internal static class TaiwanCardTrees
{
    public const int Trees = 100, Leaves = 31;

    public static Scorer Load()
    {
        var options = new TrainingOptions { Label = "default_payment_next_month", Algorithm = "lightgbm", Selection = "none", Specials = ["none"] };
        var domain = Domain.Find("loan")!;
        var data = domain.Prepare(TableReader.Read(SharedData.TaiwanCard, header: true, []), options);
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        using var part = new TrainingPart(data, options, rows, cautious: false, "all rows", new Workers(Environment.ProcessorCount), new(_ => { }, default));
        var plan = new BoostingPlan(new() { LearningRate = 0.1, Leaves = Leaves, MinimumRowsPerLeaf = 20, FeatureFraction = 1, L2 = 0 }, Trees);
        var model = part.Fit(new LightGbm(plan));
        var evaluation = Evaluator.Holdout(new ScoredRows(model.Probability(data, rows), data.Label));
        var manifest = ModelDescription.Of(domain.Name, data, options, model, evaluation);
        return Scorer.Of(model.Chain, manifest, ExplanationDescription.Of(data, model, options.Seed, new Workers(Environment.ProcessorCount), default).ToJson());
    }
}
