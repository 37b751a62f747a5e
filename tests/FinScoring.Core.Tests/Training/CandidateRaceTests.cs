using FinScoring.Core.Training;

namespace FinScoring.Core.Tests.Training;

public class CandidateRaceTests
{
    private static readonly IReadOnlyList<Mix> Pair = Algorithms.Candidates("auto", [.. Algorithms.Families(new(), 50, 1, inTime: true).Select(f => f[0])], inTime: true);

    [Fact]
    public void The_lower_log_loss_wins_when_it_is_lower_on_every_fold()
    {
        var (winner, reason) = Decide([0.50, 0.52, 0.54], [0.46, 0.49, 0.49]);
        Assert.Equal("lightgbm", winner);
        Assert.EndsWith("lightgbm was chosen: the lowest, by 0.0400.", reason);
    }

    [Fact]
    public void A_standard_error_is_told_of_five_folds_with_their_number_and_never_of_one()
    {
        // Differences .04, .03, .05, .03, .05: mean .04, deviation .01, standard error .01 / sqrt 5.
        Assert.EndsWith(
            "the lowest, by 0.0400 (standard error, 0.0045 over 5 folds).",
            Decide([0.50, 0.52, 0.54, 0.50, 0.50], [0.46, 0.49, 0.49, 0.47, 0.45]).Reason);
        var (winner, reason) = Decide([0.50], [0.50], preferSimple: true);
        Assert.Equal("logistic", winner);
        Assert.DoesNotContain("standard error", reason);
    }

    [Fact]
    public void In_time_the_simpler_one_is_taken_within_one_standard_error()
    {
        // Differences .06, -.04, .01: mean .01, deviation .05, standard error .0289.
        var (winner, reason) = Decide([0.56, 0.50, 0.51], [0.50, 0.54, 0.50], preferSimple: true);
        Assert.Equal("logistic", winner);
        Assert.Contains("simpler", reason);
        Assert.Contains("0.0289 over 3 folds", reason);
    }

    [Fact]
    public void Otherwise_the_lowest_wins_by_however_little()
        => Assert.Equal("lightgbm", Decide([0.56, 0.50, 0.51], [0.50, 0.54, 0.50]).Winner);

    [Fact]
    public void The_simpler_one_needs_no_margin()
        => Assert.Equal("logistic", Decide([0.50, 0.50, 0.50], [0.5001, 0.5001, 0.5001]).Winner);

    [Theory]
    // Usual against best: mean .01, standard error .0289; the event rate is worse than the usual one.
    [InlineData(0.60, true, "L2 penalty 1")]
    // The event rate is better than the usual one: what is within a standard error of the best is no better than nothing.
    [InlineData(0.52, true, "L2 penalty 10")]
    // It is worse by .0067 only, and the standard error of that is .0186.
    [InlineData(0.53, true, "L2 penalty 10")]
    // Not in time: the lowest.
    [InlineData(0.60, false, "L2 penalty 10")]
    public void The_usual_setting_stays_in_time_where_it_surely_beats_the_event_rate_and_is_within_one_standard_error(double rate, bool inTime, string chosen)
    {
        CandidateLosses[] settings = [new(new(new Logistic()), [0.56, 0.50, 0.51], null), new(new(new Logistic(10)), [0.50, 0.54, 0.50], null)];
        Assert.Equal(chosen, CandidateRace.Setting(settings, inTime ? [rate, rate, rate] : null).Setting);
    }

    [Fact]
    public void A_setting_that_is_better_by_more_than_one_standard_error_replaces_the_usual_one()
    {
        // Differences .04, .03, .05: mean .04, standard error .0058.
        CandidateLosses[] settings = [new(new(new Logistic()), [0.50, 0.52, 0.54], null), new(new(new Logistic(100)), [0.46, 0.49, 0.49], null)];
        Assert.Equal("L2 penalty 100", CandidateRace.Setting(settings, [0.7, 0.7, 0.7]).Setting);
    }

    [Fact]
    public void One_fold_has_no_standard_error()
    {
        var (winner, reason) = Decide([0.50], [0.46], preferSimple: true);
        Assert.Equal("lightgbm", winner);
        Assert.Contains("by 0.0400 on the one fold that there is", reason);
        Assert.DoesNotContain("standard error", reason);
    }

    [Fact]
    public void Windows_of_time_are_called_that()
        => Assert.StartsWith(
            "Log-loss on 3 windows of time, each forecast from the rows before it, inside the training rows: logistic 0.5000",
            CandidateRace.Decide([new(Pair[0], [0.5, 0.5, 0.5], null)], preferSimple: false, forward: true).Reason);

    private static (string Winner, string Reason) Decide(double[] simple, double[] complex, bool preferSimple = false)
    {
        var (winner, reason) = CandidateRace.Decide([new(Pair[0], simple, null), new(Pair[1], complex, null)], preferSimple);
        return (winner.Name, reason);
    }
}
