using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class SkillTests
{
    [Theory]
    [InlineData(0.6, 0.52, 0.68, 0.6, 0.65, null)]
    [InlineData(0.6, 0.52, 0.68, 0.6, null, null)]
    [InlineData(0.4975, 0.467, 0.527, 0.69, 0.7, "its out-of-fold AUC is 0.498 (0.467 to 0.527), and 0.5 is chance")]
    [InlineData(0.6, 0.5, 0.7, 0.6, 0.65, "its out-of-fold AUC is 0.600 (0.500 to 0.700), and 0.5 is chance")]
    [InlineData(0.6, 0.52, 0.68, 0.66, 0.65, "but its log-loss of 0.6600 is no lower than 0.6500, that of the event rate alone")]
    [InlineData(0.6, 0.52, 0.68, 0.65, 0.65, "no lower than 0.6500")]
    [InlineData(0.4, 0.31, 0.49, 0.6, 0.65, "and 0.5 is chance")]
    public void Evidence_is_an_interval_above_chance_and_a_lower_log_loss_than_knowing_nothing(
        double auc, double low, double high, double loss, double? nothing, string? doubt)
    {
        var found = Skill.Doubt(Report(auc, loss, nothing, new(low, high)));

        if (doubt is null) Assert.Null(found);
        else Assert.Contains(doubt, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_interval_or_an_AUC_there_is_none()
    {
        Assert.Contains("too little is independent for an interval", Skill.Doubt(Report(0.9, 0.1, 0.7, null)), StringComparison.Ordinal);
        Assert.NotNull(Skill.Doubt(Report(null, 0.1, 0.7, null)));
    }

    [Fact]
    public void Knowing_nothing_costs_what_the_event_rate_of_each_folds_training_rows_does()
    {
        // Trained on 2 of 4, tested on an event and two others; trained on 3 of 4 (weights 1, 1, 1, 3: 3 of 6), tested on one event of weight 2.
        bool[] label = [true, true, false, false, true, false, false, true, true, true, false, true];
        var data = Rows.With(label, weight: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 2]);
        Fold first = new([0, 1, 2, 3], [4, 5, 6]), second = new([7, 8, 9, 10], [11]);
        FoldResult[] results = [new(first, "gam", [0.5, 0.5, 0.5]), new(second, "gam", [0.5])];

        var report = Evaluator.Pooled(data, new("stratified", [first, second], []), results, seed: 1);

        Assert.Equal((3 * Math.Log(2) + 2 * Math.Log(2)) / 5, report.EventRateLogLoss!.Value, 1e-12);
        // Weighed to a population where 1 of 10 has the event, its rate is the forecast.
        var corrected = Evaluator.Pooled(Rows.With(label), new("stratified", [first, second], []), results, 1, populationRate: 0.1);
        Assert.Equal(-(0.1 * Math.Log(0.1) + 0.9 * Math.Log(0.9)), corrected.EventRateLogLoss!.Value, 1e-6);
        Assert.Null(Evaluator.Holdout(new([0.2, 0.7], [false, true])).EventRateLogLoss);
    }

    [Fact]
    public void What_is_saved_of_the_squared_error_of_the_mean_return_is_measured_with_its_interval()
    {
        var random = new Random(3);
        double[] forecast = [.. Enumerable.Range(0, 400).Select(_ => 0.02 * (random.NextDouble() - 0.5))];
        double[] actual = [.. forecast.Select(f => f + 0.01 * PlantedData.Normal(random))];
        ScoredRows rows = new([.. forecast.Select(f => 0.5 + 10 * f)], [.. actual.Select(a => a > 0)]) { Return = actual, ExpectedReturn = forecast, TrainingMeanReturn = new double[400] };

        var good = Evaluator.Holdout(rows).Returns!;
        var bad = Evaluator.Holdout(rows with { ExpectedReturn = [.. forecast.Select(f => -f)] }).Returns!;

        var squares = actual.Zip(forecast, (a, f) => (a - f) * (a - f)).Sum() / actual.Sum(a => a * a);
        Assert.Equal(1 - squares, good.Explained!.Value, 1e-12);
        // Var(f) = 0.02^2 / 12 of Var(f) + 0.01^2: a quarter.
        Assert.InRange(0.25, good.ExplainedInterval!.Low, good.ExplainedInterval.High);
        Assert.True(good.ExplainedInterval.Low > 0 && bad.ExplainedInterval!.High < 0);
    }

    [Fact]
    public void Expected_returns_are_kept_in_cells_of_a_hundredth_of_the_rows()
    {
        double[] expected = [.. Enumerable.Range(0, 500).Select(i => i < 300 ? i * 7 % 300 / 1000.0 : 0.5)];
        bool[] label = [.. Enumerable.Range(0, 500).Select(i => i % 3 == 0)];
        ScoredRows rows = new([.. expected], label) { Return = new double[500], ExpectedReturn = expected, TrainingMeanReturn = new double[500] };

        var cells = Evaluator.Holdout(rows).Returns!.Distribution!;

        Assert.Equal((167, 500), (cells.Sum(c => c.Events), cells.Sum(c => c.Events + c.Others)));
        Assert.All(cells.SkipLast(1), c => Assert.Equal(5, c.Events + c.Others));
        Assert.Equal((0.5, 0.5, 200), (cells[^1].Lowest, cells[^1].Highest, cells[^1].Events + cells[^1].Others));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i * 5 / 1000.0), cells.SkipLast(1).Select(c => c.Lowest));
    }

    private static EvaluationReport Report(double? auc, double loss, double? nothing, Interval? interval) => new()
    {
        Protocol = "forward",
        Rows = 100,
        Events = 50,
        Metrics = new() { Auc = auc, LogLoss = loss, Confusion = new(0, 0, 0, 0) },
        EventRateLogLoss = nothing,
        Intervals = interval is null ? new Dictionary<string, Interval>() : new() { ["auc"] = interval },
    };
}
