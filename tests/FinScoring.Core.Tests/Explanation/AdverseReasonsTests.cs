using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Tests.Explanation;

public class AdverseReasonsTests
{
    private static readonly double[] Skewed = [0, 0, 0, 1, 9];

    [Theory]
    // The median is 0, the mean 2: a value that is the median lies below what is usual.
    [InlineData(5, 0, ReasonDirection.High)]
    [InlineData(-1, 0, ReasonDirection.Low)]
    [InlineData(0, 0, ReasonDirection.Low)]
    [InlineData(5, 1, ReasonDirection.High)]
    [InlineData(5, -1, null)]
    [InlineData(0, 1, null)]
    [InlineData(-1, -1, ReasonDirection.Low)]
    public void A_number_is_high_or_low_beside_the_median_and_never_on_the_safe_side_of_a_monotone_column(float value, int sign, ReasonDirection? direction)
        => Assert.Equal(direction, UsualNumber.Of(Skewed, sign).DirectionOf(value));

    [Theory]
    [InlineData("loan", "logistic")]
    [InlineData("loan", "lightgbm")]
    [InlineData("risk", "scorecard")]
    public void Reasons_are_the_largest_contributions_of_clusters_against_those_who_just_pass(string domain, string algorithm)
    {
        var model = TrainedModels.Get(domain, algorithm);
        var scorer = Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest, explanation: model.Explanation.ToJson());
        const double PassBelow = 0.2;
        var version = ExplainedVersion.Of(scorer)!;
        // The hundred with the highest log-odds of those who pass.
        var passing = version.Sample.LogOdds.Select((logOdds, row) => (logOdds, row)).Where(r => LogOddsMap.Probability(r.logOdds) < PassBelow)
            .OrderByDescending(r => r.logOdds).Take(100).Select(r => r.row).ToArray();
        var against = version.Against(passing, "passing");
        var finder = AdverseReasons.Of(scorer, PassBelow)!;
        var clusters = model.Manifest.Selection.ToDictionary(line => line.Name, line => line.Cluster ?? line.Name);
        using var row = scorer.Rent();
        var reasons = new Reason[AdverseReasons.Most];
        var some = 0;
        foreach (var cells in model.Explanation.Rows.Take(60))
        {
            GoldenRows.Fill(row, cells);
            Assert.True(row.Complete());
            var groups = ExplainedModels.Explain(against, row).Contributions.Select((value, i) => (Feature: scorer.Inputs[i].Column.Name, Value: value))
                .GroupBy(c => clusters[c.Feature])
                .Select(g => (Sum: g.Sum(c => c.Value), Members: g.Select(c => (c.Feature, c.Value)).ToArray())).Where(g => g.Sum > 1e-6).OrderByDescending(g => g.Sum).ToArray();
            foreach (var share in new[] { 0, 0.3, 1 })
            {
                var found = reasons.AsSpan(0, finder.Find(row, reasons, share)).ToArray();
                // Of each group its largest member that can say on which side of the usual it lies; of those that weigh enough.
                Assert.Equal(groups.Where(g => g.Sum >= share * groups[0].Sum).Select(g => Speaker(g.Members, cells)).OfType<Reason>().Take(AdverseReasons.Most), found);
                some += found.Length;
            }
        }

        Assert.True(some > 0);

        Reason? Speaker(IEnumerable<(string Name, double Value)> members, IReadOnlyList<string?> cells) => members
            .Where(m => m.Value > 1e-6).OrderByDescending(m => m.Value)
            .Select(m => Array.FindIndex(scorer.Inputs, i => i.Column.Name == m.Name))
            .Select(input => Direction(scorer.Inputs[input].Column, cells[input], input) is { } direction ? new Reason(input, direction) : (Reason?)null)
            .FirstOrDefault(reason => reason is not null);

        ReasonDirection? Direction(Column column, string? cell, int input)
        {
            if (cell is null) return ReasonDirection.Missing;
            if (column.Kind != ColumnKind.Numeric) return ReasonDirection.Category;
            if (IsCode(column, cell)) return ReasonDirection.Special;
            float[] usual = [.. passing.Select(r => model.Explanation.Rows[r][input]).Where(c => c is not null && !IsCode(column, c)).Select(c => Number(c!)).Order()];
            var side = Number(cell).CompareTo(usual[(usual.Length - 1) / 2]) is var toMedian and not 0 ? toMedian : Number(cell).CompareTo((float)usual.Average(v => (double)v));
            return side switch { > 0 => ReasonDirection.High, < 0 => ReasonDirection.Low, _ => null };
        }

        static float Number(string cell) => float.Parse(cell, CultureInfo.InvariantCulture);

        static bool IsCode(Column column, string cell) => column.Specials?.Any(s => (float)s == Number(cell)) ?? false;
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void A_passing_score_that_nobody_or_everybody_reaches_has_a_background_too(double passBelow)
    {
        var model = TrainedModels.Get("loan", "logistic");
        var scorer = Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest, explanation: model.Explanation.ToJson());
        using var row = scorer.Rent();
        GoldenRows.Fill(row, model.Explanation.Rows[0]);
        Assert.True(row.Complete());
        Assert.InRange(AdverseReasons.Of(scorer, passBelow)!.Find(row, new Reason[AdverseReasons.Most], 0.05), 0, AdverseReasons.Most);
    }
}
