using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using FinScoring.Core.Normalization.PerColumn;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Normalization.PerColumn;

public class ColumnScalingTests
{
    private const int Rows = 3000, Codes = 12;

    private static readonly Dataset Sample = Planted();
    private static readonly FittedNormalization Fitted = Fit(Sample);

    [Fact]
    public void Each_column_has_the_scale_that_fits_it()
        => Assert.Equal(
            [("line", ColumnScale.MeanVariance), ("tail", ColumnScale.Rank), ("codes", ColumnScale.Levels), ("steps", ColumnScale.WeightOfEvidence), ("valley", ColumnScale.Curve)],
            Fitted.Scales.Select(s => (s.Name, s.Scale)));

    [Fact]
    public void The_chain_gives_each_value_what_its_scale_says()
    {
        var vectors = Apply(Fitted, Sample);
        for (var row = 0; row < Rows; row += 100)
        {
            double Of(string name) => ((NumericColumn)Sample.Inputs[Index(name)]).Values[row];
            float[] Slots(string name) => [.. Place(name) is var p ? vectors[row][p.Start..(p.Start + p.Count)] : []];

            // The mean stands for a missing number before the deviation is taken.
            var mean = Known("line").Average();
            var deviation = Math.Sqrt(Known("line").Sum(v => (v - mean) * (v - mean)) / Rows);
            Assert.Equal(double.IsNaN(Of("line")) ? 0 : (Of("line") - mean) / deviation, Assert.Single(Slots("line")), 1e-4);

            // Standardized ranks of n values run evenly over plus and minus the square root of 3.
            var rank = (Known("tail").Count(v => v < Of("tail")) + 0.5) / Rows;
            Assert.Equal((2 * rank - 1) * Math.Sqrt(3), Assert.Single(Slots("tail")), 0.02);
            Assert.Equal(Enumerable.Range(0, Codes).Select(code => code == Of("codes") ? 1f : 0), Slots("codes"));

            var place = (Known("valley").Count(v => v < Of("valley")) + 0.5) / Rows;
            Assert.Equal(Enumerable.Range(0, 5).Select(j => Math.Clamp(5 * place - j, 0, 1)), Slots("valley").Select(s => (double)s), (a, b) => Math.Abs(a - b) < 0.02);
        }

        // Bins weigh what their rows show: the log of the odds in them over the odds of all, but for the row added.
        foreach (var bin in Enumerable.Range(0, Rows).GroupBy(r => vectors[r][Place("steps").Start]))
            Assert.Equal(LogOdds(bin) - LogOdds(Enumerable.Range(0, Rows)), bin.Key, 0.05);
    }

    [Fact]
    public void A_column_moves_its_own_slots_only_and_every_slot_is_one_columns()
    {
        var before = Apply(Fitted, Sample);
        for (var input = 0; input < Sample.Inputs.Count; input++)
        {
            var after = Apply(Fitted, Turned(input));
            int[] moved = [.. Enumerable.Range(0, before[0].Length).Where(slot => before.Zip(after).Any(pair => pair.First[slot] != pair.Second[slot]))];
            var place = Fitted.Columns.Single(c => c.Input == input);
            Assert.Equal(Enumerable.Range(place.Start, place.Count).Append(place.MissingSlot).Where(s => s >= 0).Order(), moved);
        }
    }

    [Fact]
    public void A_value_never_seen_has_no_level_and_a_missing_one_is_average()
    {
        var asked = With(Sample, Index("codes"), new NumericColumn("codes", [.. Enumerable.Repeat(2.5, Rows)]));
        asked = With(asked, Index("tail"), new NumericColumn("tail", [.. Enumerable.Repeat(double.NaN, Rows)]));
        var row = Apply(Fitted, asked)[0];
        Assert.All(row[Place("codes").Start..(Place("codes").Start + Codes)], slot => Assert.Equal(0, slot));
        Assert.Equal(0, row[Place("tail").Start], 0.01);
    }

    [Fact]
    public void No_NaN_and_no_infinity_leaves_it_whatever_goes_in()
    {
        double[] odd = [1, 0, -3, 1e300, -1e300, 1e-300, 3e7, double.NaN];
        Gen.Select(Gen.Int[0, 7].Array[6, 60], Gen.Int[0, 7].Array[6, 60]).Sample(
            (learned, asked) =>
            {
                var (x, again) = (Of("x", learned), Of("again", learned));
                if (x.Values.All(double.IsNaN)) return true;
                var data = Data([.. learned.Select((_, i) => i % 2 == 0)], x, again);
                var fitted = Fit(data);
                return Apply(fitted, Data(new bool[asked.Length], Of("x", asked), Of("again", asked))).All(row => row.All(float.IsFinite));
            },
            iter: 100, threads: 1);

        NumericColumn Of(string name, int[] which) => new(name, Array.ConvertAll(which, i => odd[i]));
    }

    [Fact]
    public void More_columns_than_may_take_steps_of_their_own_share_steps()
    {
        var random = new Random(3);
        bool[] label = [.. Enumerable.Range(0, 120).Select(i => i % 2 == 0)];
        // Codes: odd ones have the event.
        var columns = Enumerable.Range(0, 300).Select(c => new NumericColumn($"c{c}", [.. label.Select(l => 2.0 * random.Next(4) + (l ? 1 : 0))])).ToArray();
        var fitted = Fit(Data(label, columns));
        Assert.DoesNotContain(fitted.Scales, s => s.Scale is ColumnScale.Levels or ColumnScale.WeightOfEvidence);
        Assert.InRange(fitted.Steps.Count, 1, 20);
    }

    private static Dataset Planted()
    {
        var random = new Random(8);
        double[] Draw(Func<double> one) => [.. Enumerable.Range(0, Rows).Select(_ => one())];
        double[] line = Draw(() => PlantedData.Normal(random)), tail = Draw(() => Math.Exp(20 * random.NextDouble())),
            codes = Draw(() => random.Next(Codes)), steps = Draw(() => PlantedData.Normal(random)), valley = Draw(() => PlantedData.Normal(random));
        bool[] label = [.. Enumerable.Range(0, Rows).Select(r => random.NextDouble() < 1 / (1 + Math.Exp(-LogOdds(r))))];
        for (var row = 0; row < Rows; row += 7) line[row] = double.NaN;
        return Data(label, new NumericColumn("line", line), new NumericColumn("tail", tail), new NumericColumn("codes", codes),
            new NumericColumn("steps", steps), new NumericColumn("valley", valley),
            new CategoryColumn("texts", [.. Enumerable.Range(0, Rows).Select(r => r % 2)], ["a", "b"]));

        double LogOdds(int r) => line[r] + Math.Log(tail[r]) / 5 - 2 + (codes[r] % 2 == 0 ? 1 : -1)
            + (steps[r] < -1.4 ? 2 : steps[r] < 1.5 ? -1 : 1.5) + 1.5 * Math.Abs(valley[r]) - 1;
    }

    /// <summary>The data with the values of one column turned by one row, so that most rows have another's, and some a missing one.</summary>
    private static Dataset Turned(int input)
    {
        int[] next = [.. Enumerable.Range(0, Rows).Select(r => (r + 1) % Rows)];
        return With(Sample, input, Sample.Inputs[input].Take(next));
    }

    private static Dataset With(Dataset data, int input, TableColumn column) => Data(data.Label, [.. data.Inputs.Select((c, i) => i == input ? column : c)]);

    private static IEnumerable<double> Known(string name) => ((NumericColumn)Sample.Inputs[Index(name)]).Values.Where(v => !double.IsNaN(v));

    private static double LogOdds(IEnumerable<int> rows)
        => Math.Log((double)rows.Count(r => Sample.Label[r]) / rows.Count(r => !Sample.Label[r]));

    private static int Index(string name) => Sample.Inputs.Select((c, i) => (c.Name, i)).Single(c => c.Name == name).i;

    private static FeatureSlots Place(string name) => Fitted.Columns.Single(c => c.Input == Index(name));

    private static FittedNormalization Fit(Dataset data) => Normalizer.Fit(
        new MLContext(1), data, All(data.Rows), All(data.Inputs.Count), "perColumn",
        folds: () => [.. Enumerable.Range(0, 3).Select(f => (All(data.Rows).Where(r => r / 2 % 3 != f).ToArray(), All(data.Rows).Where(r => r / 2 % 3 == f).ToArray()))]);

    private static float[][] Apply(FittedNormalization fitted, Dataset data)
        => [.. new TransformerChain<ITransformer>([.. fitted.Steps])
            .Transform(new DatasetView(data, All(data.Rows), All(data.Inputs.Count))).GetColumn<float[]>(FeatureMatrix.Features)];

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];

    private static Dataset Data(bool[] label, params TableColumn[] columns) => new()
    {
        Signature = new() { Columns = [.. columns.Select(SignatureBuilder.Learn)] },
        Inputs = columns,
        Label = label,
        Event = "event",
        RowsRead = label.Length,
    };
}
