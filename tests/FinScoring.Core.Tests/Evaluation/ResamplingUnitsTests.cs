using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Evaluation;

public class ResamplingUnitsTests
{
    private const int Rows = 1200;

    [Fact]
    public void What_is_drawn_is_said_in_words()
    {
        Assert.Equal("1200 rows", Words());
        Assert.Equal("300 groups", Words(group: i => i / 4));
        // Of 24 months with a label of 12 months two blocks; without one, blocks of the cube root, 3.
        Assert.Equal("1200 rows within 2 blocks of dates", Words(time: i => i % 24, ahead: 12));
        Assert.Equal("1200 rows within 2 blocks of dates", Words(time: i => i % 24, ahead: 12, group: i => i));
        Assert.Equal("1200 rows within 8 blocks of dates", Words(time: i => i % 24));
        Assert.Equal("300 groups within 2 blocks of dates", Words(time: i => i % 24, ahead: 12, group: i => i / 4));
        // One block is no choice.
        Assert.Equal("1200 rows", Words(time: _ => 5));
        // 200 dates in blocks of 6 are 33: enough to draw those. People whose rows reach over many stay whole.
        Assert.Equal("200 dates in blocks of 6", Words(time: i => i % 200));
        Assert.Equal("150 groups within 33 blocks of dates", Words(time: i => i % 200, group: i => i % 150));
        // Series: one row a date, and four symbols.
        Assert.Equal("1200 dates in blocks of 21", Words(time: i => i, ahead: 21));
        Assert.Equal("300 dates in blocks of 7", Words(time: i => i / 4, group: i => i % 4));
    }

    [Fact]
    public void A_fixed_block_of_dates_has_as_many_entities_in_every_resample_and_an_entity_stays_whole()
    {
        // Two years: people of the first come back in the second, others only come then.
        var units = ResamplingUnits.Of(Dated(i => i < 600 ? i % 12 : i % 24, 12, i => i < 600 ? i / 3 : i / 2));
        var (random, counts) = (new Random(1), new int[units.Count]);
        for (var n = 0; n < 50; n++)
        {
            units.Draw(counts, random);
            Assert.Equal(500, counts.Sum());
            // Units stand in the order of their blocks: who came in the first year, then the others.
            var first = Enumerable.Range(0, Rows).Where(i => i < 600 || (i / 2 * 2) % 24 < 12 || (i / 2 * 2 + 1) % 24 < 12).Select(i => units.UnitOf[i]).Distinct().ToArray();
            Assert.Equal(first.Length, first.Sum(unit => counts[unit]));
        }

        Assert.All(Enumerable.Range(0, Rows).GroupBy(i => i < 600 ? i / 3 : i / 2), person => Assert.Single(person.Select(i => units.UnitOf[i]).Distinct()));
    }

    [Fact]
    public void Only_rows_drawn_one_by_one_are_rows()
    {
        Assert.True(ResamplingUnits.Of(Dated(i => i % 24, 12, null)).AreRows);
        Assert.True(ResamplingUnits.Of(Dated(i => i % 24, 12, i => i)).AreRows);
        Assert.False(ResamplingUnits.Of(Dated(i => i % 24, 12, i => i / 2)).AreRows);
        Assert.False(ResamplingUnits.Of(Dated(i => i % 200, 0, null)).AreRows);
        Assert.False(ResamplingUnits.Of(Dated(i => i, 0, null)).AreRows);
    }

    [Theory]
    // Applicants by the month, labels a year ahead: two blocks of dates. Then four rows each that are alike. Then days of half a year,
    // on each of which all are up or down together.
    [InlineData(1, 24, 12, 0.0)]
    [InlineData(4, 24, 12, 0.0)]
    [InlineData(1, 180, 0, 0.5)]
    public void Intervals_of_dated_borrowers_hold_the_true_figure_in_nineteen_of_twenty_files(int rowsEach, int dates, int ahead, double shock)
    {
        const int Files = 60;
        // Scores N(0, 1) around a mean of the date; the events' a unit higher.
        var truth = Truth(shock);
        var held = truth.Keys.ToDictionary(name => name, _ => 0);
        for (var seed = 0; seed < Files; seed++)
        {
            var intervals = Evaluator.Holdout(Sample(100 + seed, 360, rowsEach, dates, ahead, shock)).Intervals;
            Assert.Equal(truth.Keys.Order(), intervals.Keys.Order());
            foreach (var (name, interval) in intervals)
                if (interval.Low <= truth[name] && truth[name] <= interval.High) held[name]++;
        }

        // Of 60 intervals 57 on average at 95 %, and 53 or more in 39 of 40 tries; block by block they are a little narrow.
        Assert.Empty(held.Where(h => h.Value < 52).Select(h => $"{h.Key}: {h.Value} of {Files}"));
    }

    /// <summary>That of a large sample, over as many dates.</summary>
    private static Dictionary<string, double> Truth(double shock)
    {
        var large = Sample(1, 400_000, 1, 400_000, 0, shock);
        var metrics = Evaluator.Measure(large.Probability, large.Label);
        return MetricValues.Resampled(metrics).Append(new("calibrationError", metrics.CalibrationError)).ToDictionary(v => v.Name, v => v.Value!.Value);
    }

    private static ScoredRows Sample(int seed, int people, int rowsEach, int dates, int ahead, double shock)
    {
        var random = new Random(seed);
        double[] shocks = [.. Enumerable.Range(0, dates).Select(_ => shock * PlantedData.Normal(random))];
        var rows = Enumerable.Range(0, people).SelectMany(person =>
        {
            var (label, date, own) = (random.Next(2) == 0, random.Next(dates), PlantedData.Normal(random));
            return Enumerable.Range(0, rowsEach).Select(_ => (Person: person, Label: label, Date: rowsEach > 1 ? random.Next(dates) : date, Score: own + (label ? 1 : 0) - 0.5));
        }).ToArray();
        return new([.. rows.Select(r => 1 / (1 + Math.Exp(-r.Score - shocks[r.Date])))], [.. rows.Select(r => r.Label)])
        {
            Group = rowsEach > 1 ? [.. rows.Select(r => r.Person)] : null,
            Time = [.. rows.Select(r => (long)r.Date)],
            LabelEnd = ahead > 0 ? [.. rows.Select(r => (long)r.Date + ahead)] : null,
        };
    }

    private static string Words(Func<int, long>? time = null, int ahead = 0, Func<int, int>? group = null)
        => ResamplingUnits.Of(Dated(time, ahead, group)).Words;

    private static ScoredRows Dated(Func<int, long>? time, int ahead, Func<int, int>? group) => new(new double[Rows], new bool[Rows])
    {
        Group = group is null ? null : [.. Enumerable.Range(0, Rows).Select(group)],
        Time = time is null ? null : [.. Enumerable.Range(0, Rows).Select(time)],
        LabelEnd = time is null || ahead == 0 ? null : [.. Enumerable.Range(0, Rows).Select(i => time(i) + ahead)],
    };
}
