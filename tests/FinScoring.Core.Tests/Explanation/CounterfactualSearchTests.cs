using System.Globalization;
using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Tests.Explanation;

public class CounterfactualSearchTests
{
    private static readonly HashSet<int> None = [];

    [Theory]
    [InlineData("loan", "logistic")]
    [InlineData("loan", "lightgbm")]
    [InlineData("risk", "scorecard")]
    public void The_first_of_single_changes_is_the_smallest_that_the_sample_knows(string domain, string algorithm)
    {
        var (scorer, rows) = Load(domain, algorithm);
        var search = CounterfactualSearch.Of(scorer)!;
        var (compared, suffices) = (0, 0);
        foreach (var cells in rows.Take(25))
        {
            using var row = Complete(scorer, cells);
            // Somewhat below where the row is: reached by some single changes, and not by others.
            var below = LogOddsMap.Probability(row.LogOdds() - 0.5);
            var found = search.Find(row, below, 1, None);
            var smallest = Singles(scorer, rows, cells).Where(single => Probability(scorer, single.Cells) < below).Select(s => (double?)s.Distance).Min();
            compared++;
            if (smallest is null)
            {
                Assert.True(found.Count == 0 || found[0].Changes.Count > 1);
                continue;
            }

            suffices++;
            Assert.Single(found[0].Changes);
            Assert.Equal(smallest.Value, found[0].Distance, 1e-6);
        }

        Assert.InRange(suffices, 1, compared);
    }

    [Fact]
    public void Two_changes_are_found_where_one_does_not_do_and_neither_can_be_left_out()
    {
        var (scorer, rows) = Load("loan", "lightgbm");
        var search = CounterfactualSearch.Of(scorer)!;
        var several = 0;
        foreach (var cells in rows.Take(40))
        {
            using var row = Complete(scorer, cells);
            var lowest = Singles(scorer, rows, cells).Min(single => Probability(scorer, single.Cells));
            foreach (var found in search.Find(row, lowest, 3, None))
            {
                several++;
                Assert.InRange(found.Changes.Count, 2, CounterfactualSearch.MostChanges);
                Assert.True(Probability(scorer, Changed(cells, [.. found.Changes])) < lowest);
                foreach (var left in found.Changes) Assert.False(Probability(scorer, Changed(cells, [.. found.Changes.Where(c => c != left)])) < lowest);
            }
        }

        Assert.True(several > 0);
    }

    [Fact]
    public void What_must_not_change_does_not()
    {
        var (scorer, rows) = Load("loan", "logistic");
        var search = CounterfactualSearch.Of(scorer)!;
        var immutable = Enumerable.Range(0, scorer.Inputs.Length).Where(i => i != 1).ToHashSet();
        foreach (var cells in rows.Take(20))
        {
            using var row = Complete(scorer, cells);
            var found = search.Find(row, LogOddsMap.Probability(row.LogOdds() - 0.1), 5, immutable);
            Assert.All(found, counterfactual => Assert.Equal(1, Assert.Single(counterfactual.Changes).Input));
        }
    }

    private static (Scorer Scorer, IReadOnlyList<IReadOnlyList<string?>> Rows) Load(string domain, string algorithm)
    {
        var model = TrainedModels.Get(domain, algorithm);
        return (Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest, explanation: model.Explanation.ToJson()), model.Explanation.Rows);
    }

    /// <summary>Every change of one input to a value that the sample has, by brute force.</summary>
    private static IEnumerable<(IReadOnlyList<string?> Cells, double Distance)> Singles(Scorer scorer, IReadOnlyList<IReadOnlyList<string?>> rows, IReadOnlyList<string?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var input = scorer.Inputs[i];
            foreach (var value in rows.Select(r => r[i]).OfType<string>().Distinct().Where(v => v != cells[i]))
            {
                if (input.IsNumeric && input.IsSpecial(Number(value))) continue;
                IReadOnlyList<string?> changed = [.. cells.Select((cell, j) => j == i ? value : cell)];
                yield return (changed, Distance(input, rows, i, cells[i], value));
            }
        }
    }

    private static double Distance(ScoringInput input, IReadOnlyList<IReadOnlyList<string?>> rows, int i, string? from, string to)
    {
        if (!input.IsNumeric) return 1;
        double[] numbers = [.. rows.Select(r => r[i]).OfType<string>().Select(Number).Where(v => !input.IsSpecial(v))];
        var median = LowerMedian(numbers);
        double[] distances = [.. numbers.Select(v => Math.Abs(v - median))];
        var spread = LowerMedian(distances) > 0 ? LowerMedian(distances) : distances.Average() > 0 ? distances.Average() : 1;
        return from is null || input.IsSpecial(Number(from)) ? 1 + Math.Abs(Number(to) - median) / spread : Math.Abs(Number(to) - Number(from)) / spread;
    }

    private static double LowerMedian(double[] values) => values.Order().ElementAt((values.Length - 1) / 2);

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static IReadOnlyList<string?> Changed(IReadOnlyList<string?> cells, InputChange[] changes)
        => [.. cells.Select((cell, i) => changes.Any(c => c.Input == i)
            ? changes.Where(c => c.Input == i).Select(c => c.Text ?? c.Number.ToString("R", CultureInfo.InvariantCulture)).Single() : cell)];

    private static ScoringRow Complete(Scorer scorer, IReadOnlyList<string?> cells)
    {
        var row = scorer.Rent();
        GoldenRows.Fill(row, cells);
        Assert.True(row.Complete());
        return row;
    }

    private static double Probability(Scorer scorer, IReadOnlyList<string?> cells)
    {
        using var row = Complete(scorer, cells);
        return LogOddsMap.Probability(row.LogOdds());
    }
}
