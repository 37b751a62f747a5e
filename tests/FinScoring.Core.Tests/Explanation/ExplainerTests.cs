using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;
using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Explanation;

public class ExplainerTests
{
    public static IEnumerable<object[]> Cases
        => Domain.All.SelectMany(d => Algorithms.Names, (d, a) => new object[] { d.Name, a });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Contributions_add_up_to_the_log_odds(string domain, string algorithm)
    {
        var model = TrainedModels.Get(domain, algorithm);
        var scorer = Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest, explanation: model.Explanation.ToJson());
        var explainer = Explainer.Of(scorer)!;
        Assert.Same(explainer, Explainer.Of(scorer));
        using var row = scorer.Rent();
        foreach (var golden in model.Manifest.Golden)
        {
            GoldenRows.Fill(row, golden.Cells);
            Assert.True(row.Complete());
            foreach (var against in new[] { explainer, explainer.AgainstTraining, explainer.Against([3, 1, 4], "three") })
            {
                var explanation = against.Explain(row);
                Assert.Equal(golden.LogOdds, explanation.LogOdds);
                Assert.Equal(against.Baseline, explanation.Baseline, 1e-5);
                Assert.Equal(explanation.LogOdds, explanation.Baseline + explanation.Contributions.Sum(c => c.Value), 1e-9);
            }
        }
    }
}
