using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Selection;

namespace FinScoring.Core.Tests.Selection;

public class OutOfFoldEvidenceTests
{
    [Fact]
    public void Two_halves_worked_by_hand()
    {
        // Learned from rows 0-3, tested on 4-7. Event rate .5; the bins of 0 and 1: (0 + .5) / 3 = 1/6 and (2 + .5) / 3 = 5/6.
        var column = new NumericColumn("x", [0, 0, 1, 1, 0, 1, 1, double.NaN]);
        bool[] label = [false, false, true, true, false, true, false, true];
        var evidence = OutOfFoldEvidence.Of(column, label, [([0, 1, 2, 3], [4, 5, 6, 7])]);
        // Log-odds of the events: ln 5 and, where it is missing, 0; of the others -ln 5 and ln 5.
        Assert.Equal(Math.Log(5) / 2, evidence.InformationValue!.Value, 1e-12);
        // 4: ln (5/6 / .5), 5: the same, 6: ln (1/6 / .5), 7: 0.
        Assert.Equal((2 * Math.Log(5 / 3.0) + Math.Log(1 / 3.0)) / 4, evidence.MutualInformation, 1e-12);
        // Events at 5/6 and 1/2, others at 1/6 and 5/6: right, half right, right, wrong.
        Assert.Equal(2.5 / 4, evidence.Auc!.Value, 1e-12);
    }

    /// <summary>
    /// Computed by pandas' groupby and cut points of numpy's quantile (inverted_cdf), scikit-learn 1.2.1's roc_auc_score weighted
    /// by the pairs of each fold.
    /// </summary>
    [Fact]
    public void An_independent_computation_gives_the_same()
    {
        bool[] label = [.. Enumerable.Range(0, 60).Select(i => (i * i + 3 * i) % 7 < 3)];
        double[] few = [.. label.Select((y, i) => i % 11 == 0 ? double.NaN : i * 7 % 12 + (y ? 2.0 : 0))];
        int[] codes = [.. label.Select((y, i) => i % 13 == 0 ? -1 : (i * 5 + (y ? 3 : 0)) % 9)];
        bool[] longer = [.. Enumerable.Range(0, 300).Select(i => (3 * i * i + 5 * i) % 11 < 4)];
        double[] many = [.. longer.Select((y, i) => i * 37 % 301 / 7.0 - 20 + (y ? 25 : 0))];

        Same((0.104963803440, -0.067254863372, 0.569958847737), Of(new NumericColumn("few", few), label));
        Same((-0.510621630699, -0.180385519700, 0.318930041152), Of(new CategoryColumn("codes", codes, [.. Enumerable.Range(0, 9).Select(i => $"level {i}")]), label));
        Same((4.111886448633, 0.351541575247, 0.902475114340), Of(new NumericColumn("many", many), longer));

        static void Same((double Value, double Information, double Auc) expected, FeatureEvidence actual)
        {
            Assert.Equal(expected.Value, actual.InformationValue!.Value, 1e-9);
            Assert.Equal(expected.Information, actual.MutualInformation, 1e-9);
            Assert.Equal(expected.Auc, actual.Auc!.Value, 1e-9);
        }
    }

    [Fact]
    public void A_column_of_many_levels_is_flattered_by_the_rows_it_was_learned_from_and_not_by_others()
    {
        var random = new Random(4);
        bool[] label = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(4) == 0)];
        int[] codes = [.. label.Select(_ => random.Next(400))];
        var evidence = Of(new CategoryColumn("postcode", codes, [.. Enumerable.Range(0, 400).Select(i => $"{i}")]), label);
        // Noise: strong in sample, out of fold less than nothing, as misleading rates cost likelihood.
        Assert.True(InformationMeasure.Of(codes, 400, label).InformationValue > 0.5);
        Assert.InRange(evidence.InformationValue!.Value, -0.2, 0.2);
        Assert.True(evidence.MutualInformation < 0);
        // Four standard errors: sqrt(2001 / (12 * 500 * 1500)) = .015.
        Assert.InRange(evidence.Auc!.Value, 0.44, 0.56);
    }

    [Fact]
    public void On_average_noise_has_no_information_value()
    {
        var random = new Random(6);
        var values = Enumerable.Range(0, 300).Select(_ =>
        {
            bool[] label = [.. Enumerable.Range(0, 200).Select(_ => random.Next(3) == 0)];
            return Of(new NumericColumn("x", [.. label.Select(_ => random.NextDouble())]), label).InformationValue!.Value;
        }).ToArray();
        var mean = values.Average();
        var error = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)) / values.Length);
        Assert.InRange(mean, -4 * error, 4 * error);
    }

    [Fact]
    public void Only_the_order_of_numbers_counts()
        => Gen.Select(Gen.Int[30, 200], Gen.Int).Sample((rows, seed) =>
        {
            var random = new Random(seed);
            bool[] label = [.. Enumerable.Range(0, rows).Select(i => i < 8 || (i >= 16 && random.Next(3) == 0))];
            double[] x = [.. label.Select(y => random.Next(10) == 0 ? double.NaN : Math.Round(PlantedData.Normal(random) + (y ? 1 : 0), 1))];
            var stretched = Array.ConvertAll(x, v => Math.Exp(3 * v) - 7);
            return Of(new NumericColumn("x", x), label) == Of(new NumericColumn("x", stretched), label);
        }, iter: 100);

    [Fact]
    public void Training_rows_learn_nothing_from_the_values_of_test_rows()
        => Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            double[] x = [.. Enumerable.Range(0, 120).Select(_ => PlantedData.Normal(random))];
            bool[] label = [.. x.Select(v => v + PlantedData.Normal(random) > 0)];
            int[] train = [.. Enumerable.Range(0, 60)], test = [.. Enumerable.Range(60, 30)];
            var before = OutOfFoldEvidence.Of(new NumericColumn("x", x), label, [(train, test)]);
            // Rows 90-119 are in neither.
            double[] others = [.. x.Select((v, i) => i < 90 ? v : random.Next(3) == 0 ? double.NaN : 100 * PlantedData.Normal(random))];
            bool[] upset = [.. label.Select((y, i) => i < 90 ? y : !y)];
            return before == OutOfFoldEvidence.Of(new NumericColumn("x", others), upset, [(train, test)]);
        }, iter: 100);

    [Fact]
    public void A_tail_that_holds_all_events_is_seen_whatever_bin_it_shares()
    {
        // Ten events among two thousand rows, the ten largest values: the top bin of ten shares them with ten times as many.
        double[] x = [.. Enumerable.Range(0, 2000).Select(i => i * 7919 % 2000 + 0.5)];
        bool[] label = [.. x.Select(v => v > 1990)];
        Assert.Equal(1, Of(new NumericColumn("days_overdue", x), label).Auc!.Value, 1e-12);
        Assert.Equal(1, Of(new NumericColumn("days_left", [.. x.Select(v => -v)]), label).Auc!.Value, 1e-12);
    }

    [Fact]
    public void Test_rows_of_one_kind_leave_what_compares_kinds_undefined()
    {
        var evidence = OutOfFoldEvidence.Of(new NumericColumn("x", [0, 1, 0, 1, 1]), [false, true, false, true, true], [([0, 1, 2, 3], [4])]);
        Assert.Null(evidence.InformationValue);
        Assert.Null(evidence.Auc);
        Assert.True(evidence.MutualInformation > 0);
    }

    /// <summary>Three folds: rows 0-4, 15-19, ... are tested first.</summary>
    private static FeatureEvidence Of(TableColumn column, bool[] label)
        => OutOfFoldEvidence.Of(column, label, [.. Enumerable.Range(0, 3).Select(f => (
            Enumerable.Range(0, label.Length).Where(i => i / 5 % 3 != f).ToArray(), Enumerable.Range(0, label.Length).Where(i => i / 5 % 3 == f).ToArray()))]);
}
