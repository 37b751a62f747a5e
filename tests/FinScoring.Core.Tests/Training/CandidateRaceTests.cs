using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Training;

public class CandidateRaceTests
{
    private static readonly IReadOnlyList<Algorithm> Pair = Algorithms.Candidates("auto");

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
    public void Within_one_standard_error_the_simpler_one_is_taken()
    {
        // Differences .06, -.04, .01: mean .01, deviation .05, standard error .0289.
        var (winner, reason) = Decide([0.56, 0.50, 0.51], [0.50, 0.54, 0.50]);
        Assert.Equal("logistic", winner);
        Assert.Contains("simpler", reason);
        Assert.Contains("0.0289", reason);
    }

    [Fact]
    public void The_simpler_one_needs_no_margin()
        => Assert.Equal("logistic", Decide([0.50, 0.50, 0.50], [0.5001, 0.5001, 0.5001]).Winner);

    [Fact]
    public void Without_a_comparison_the_simplest_is_taken_and_said_so()
    {
        var (winner, reason) = CandidateRace.Decide(Pair, []);
        Assert.Equal("logistic", winner.Name);
        Assert.Contains("too few rows", reason);
    }

    private static (string Winner, string Reason) Decide(double[] simple, double[] complex)
    {
        var (winner, reason) = CandidateRace.Decide(Pair, [new(Pair[0], simple, null), new(Pair[1], complex, null)]);
        return (winner.Name, reason);
    }
}
