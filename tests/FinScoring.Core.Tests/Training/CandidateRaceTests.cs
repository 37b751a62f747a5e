using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Training;

public class CandidateRaceTests
{
    private static readonly IReadOnlyList<Mix> Pair = Algorithms.Candidates("auto", [.. Algorithms.Families(new(), null).Select(f => f[0])], inTime: true);

    [Fact]
    public void The_lower_log_loss_wins_when_it_is_lower_on_every_fold()
    {
        var (winner, reason) = Decide([0.50, 0.52, 0.54], [0.46, 0.49, 0.49]);
        Assert.Equal("lightgbm", winner);
        // Differences .04, .03, .05: mean .04, deviation .01, standard error .01 / sqrt 3.
        Assert.Contains("0.0400", reason);
        Assert.Contains("0.0058", reason);
    }

    [Fact]
    public void In_time_the_simpler_one_is_taken_within_one_standard_error()
    {
        // Differences .06, -.04, .01: mean .01, deviation .05, standard error .0289.
        var (winner, reason) = Decide([0.56, 0.50, 0.51], [0.50, 0.54, 0.50], preferSimple: true);
        Assert.Equal("logistic", winner);
        Assert.Contains("simpler", reason);
        Assert.Contains("0.0289", reason);
    }

    [Fact]
    public void Otherwise_the_lowest_wins_by_however_little()
        => Assert.Equal("lightgbm", Decide([0.56, 0.50, 0.51], [0.50, 0.54, 0.50]).Winner);

    [Fact]
    public void The_simpler_one_needs_no_margin()
        => Assert.Equal("logistic", Decide([0.50, 0.50, 0.50], [0.5001, 0.5001, 0.5001]).Winner);

    private static (string Winner, string Reason) Decide(double[] simple, double[] complex, bool preferSimple = false)
    {
        var (winner, reason) = CandidateRace.Decide([new(Pair[0], simple, null), new(Pair[1], complex, null)], preferSimple);
        return (winner.Name, reason);
    }
}
