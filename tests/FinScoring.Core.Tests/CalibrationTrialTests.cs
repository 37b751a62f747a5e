using FinScoring.Core.Domains;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

public class CalibrationTrialTests
{
    [Fact]
    public void Of_log_odds_that_are_right_hardly_any_line_is_sure()
    {
        // By chance alone one in forty; of 200 trials that is 5, and more than 12 come in less than one of 200 such tests.
        var sure = Enumerable.Range(0, 200).Count(seed => Trial(seed, rows: 500, stretch: 1).IsSure);
        Assert.InRange(sure, 0, 12);
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(0.5, 2)]
    public void Log_odds_that_are_too_extreme_or_too_timid_get_the_line_that_undoes_it(double stretch, double slope)
    {
        var trials = Enumerable.Range(0, 20).Select(seed => Trial(seed, rows: 1000, stretch)).ToArray();
        Assert.All(trials, trial => Assert.True(trial.IsSure));
        Assert.InRange(trials.Average(trial => trial.Line.Slope), 0.95 * slope, 1.05 * slope);
        Assert.All(trials, trial => Assert.True(trial.Tested!.LogLossAfter < trial.Tested.LogLossBefore));
        Assert.All(trials, trial => Assert.True(trial.Tested!.BrierAfter < trial.Tested.BrierBefore));
    }

    [Fact]
    public void Rows_of_one_group_are_no_further_evidence()
    {
        // Ten copies of 100 rows: as rows they would seem to be sure of what 100 happen to say.
        int Sure(bool grouped) => Enumerable.Range(0, 100).Count(seed => Trial(seed, rows: 100, stretch: 1, copies: 10, grouped).IsSure);
        Assert.InRange(Sure(grouped: true), 0, 8);
        Assert.InRange(Sure(grouped: false), 20, 100);
    }

    [Fact]
    public void Weights_count_as_so_many_rows_and_whatever_their_unit()
    {
        var random = new Random(4);
        double[] logOdds = [.. Enumerable.Range(0, 400).Select(_ => PlantedData.Normal(random))];
        double[] label = [.. logOdds.Select(z => Happens(random, z / 2))];
        double[] twice = [.. Enumerable.Range(0, 400).Select(i => i % 2 + 1.0)];
        int[] repeated = [.. Enumerable.Range(0, 400).SelectMany(i => Enumerable.Repeat(i, i % 2 + 1))];
        var weighted = Trial(logOdds, label, ("weight", [.. twice.Select(w => 1000 * w)]));
        var copied = Trial([.. repeated.Select(i => logOdds[i])], [.. repeated.Select(i => label[i])]);
        // Platt's targets count the rows: 400 of a mean weight of 1 here, 600 there.
        Assert.Equal(copied.Line.Slope, weighted.Line.Slope, 0.01);
        Assert.Equal(copied.Line.Offset, weighted.Line.Offset, 0.01);
    }

    [Fact]
    public void Log_odds_that_rank_the_wrong_way_round_give_everyone_the_mean()
    {
        var random = new Random(8);
        double[] logOdds = [.. Enumerable.Range(0, 400).Select(_ => PlantedData.Normal(random))];
        double[] label = [.. logOdds.Select(z => Happens(random, -z - 1))];
        var line = Trial(logOdds, label).Line;
        Assert.Equal(0, line.Slope);
        Assert.Equal(Math.Log((label.Sum() + 1) / (400 - label.Sum() + 1)), line.Offset, 1e-12);
    }

    private static CalibrationTrial Trial(int seed, int rows, double stretch, int copies = 1, bool grouped = false)
    {
        var random = new Random(seed);
        double[] right = [.. Enumerable.Range(0, rows).Select(_ => 1.2 * PlantedData.Normal(random) - 1)];
        double[] label = [.. right.Select(z => Happens(random, z))];
        double[] entity = [.. Enumerable.Range(0, rows).Select(i => (double)i)];
        return Trial(
            Copied([.. right.Select(z => stretch * z)]), Copied(label), grouped ? [("group", Copied(entity))] : Array.Empty<(string, double[])>());

        double[] Copied(double[] values) => [.. Enumerable.Range(0, copies).SelectMany(_ => values)];
    }

    private static CalibrationTrial Trial(double[] logOdds, double[] label, params (string Role, double[] Values)[] more)
    {
        var table = Tables.Of([Tables.Numbers("x", logOdds), Tables.Numbers("event", label), .. more.Select(m => Tables.Numbers(m.Role, m.Values))]);
        string? Named(string role) => more.Any(m => m.Role == role) ? role : null;
        var data = Domain.Find("risk")!.Prepare(table, new() { Label = "event", Group = Named("group"), Weight = Named("weight") });
        return new(data, [.. Enumerable.Range(0, logOdds.Length)], logOdds, seed: 1);
    }

    private static double Happens(Random random, double logOdds) => random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
}
