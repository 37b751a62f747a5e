using FinScoring.Core.Training;
using FinScoring.Core.Training.Boosting;

namespace FinScoring.Core.Tests.Training;

public class BoostingSearchTests
{
    [Fact]
    public void Within_one_standard_error_the_more_regularised_is_taken()
        // Differences .06, -.04, .01: mean .01, deviation .05, standard error .0289.
        => Assert.Equal(4, Leaves([0.56, 0.50, 0.51], [0.50, 0.54, 0.50]));

    [Fact]
    public void Beyond_one_standard_error_the_better_is_taken()
        // Differences .04, .03, .05: mean .04, deviation .01, standard error .0058.
        => Assert.Equal(31, Leaves([0.50, 0.52, 0.54], [0.46, 0.49, 0.49]));

    [Fact]
    public void With_one_fold_the_lower_loss_decides()
        => Assert.Equal(31, Leaves([0.5001], [0.5]));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Nested_loops_never_use_more_threads_than_there_are(int threads)
    {
        var workers = new Workers(threads);
        int busy = 0, most = 0;
        var gate = new Lock();
        int[] sums = workers.Map(6, i => workers.Map(6, j =>
        {
            lock (gate) most = Math.Max(most, ++busy);
            Thread.Sleep(1);
            lock (gate) busy--;
            return i * j;
        }).Sum());
        Assert.Equal([0, 15, 30, 45, 60, 75], sums);
        Assert.InRange(most, 1, threads);
    }

    private static int Leaves(double[] regularised, double[] flexible)
        => BoostingSearch.Simplest([Trial(4, regularised), Trial(31, flexible)]).Parameters.Leaves;

    private static BoostingTrial Trial(int leaves, double[] losses) => new(
        new(new() { LearningRate = 0.1, Leaves = leaves, MinimumRowsPerLeaf = 20, FeatureFraction = 1, L2 = 1 }, Rounds: 10), losses);
}
