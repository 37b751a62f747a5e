using System.Globalization;
using System.Text;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation;
using FinScoring.Core.Explanation.Trees;
using FinScoring.Core.Normalization;
using FinScoring.Core.Scoring;
using FinScoring.Core.Training.Boosting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Explanation;

/// <summary>LightGBM's own contributions (path-dependent TreeSHAP, a player for each slot) are the oracle.</summary>
public class NativeContributionTests
{
    private const int Contributions = 3;

    [Fact]
    public void Trees_against_their_training_rows_agree_with_LightGBM()
    {
        var matrix = Matrix();
        var parameters = BoostingPlan.Usual.Parameters with { Leaves = 31, RowFraction = 1 };
        using var rows = BinnedRows.Of(matrix);
        using var booster = Booster.Over(rows, null, parameters.Text(1, [], threads: 1));
        for (var round = 0; round < 30; round++) booster.Grow();
        var text = booster.Model();
        var predictor = new Predictor(Load(ModelText.SinglePrecision(text), matrix), 0, matrix.Slots);
        int[] slots = [.. Enumerable.Range(0, matrix.Slots)];
        // In two parts, as many rows are counted by two threads.
        MemberCounts counts = new(predictor, slots, matrix.Slots), others = new(predictor, slots, matrix.Slots);
        var vectors = matrix.GetColumn<VBuffer<float>>(FeatureMatrix.Features).Select(v => v.DenseValues().ToArray()).ToArray();
        foreach (var (row, vector) in vectors.Index()) (row < 1000 ? counts : others).Add(vector);
        counts.Add(others);

        var stored = counts.ToStored(1);
        Assert.Equal(LeafCounts(text), stored.Leaves!);
        var share = Member.Of(predictor, stored, 1, matrix.Slots).AgainstTraining(mostValues: int.MaxValue);
        Assert.IsType<TreeShare>(share);
        var native = Native(text, matrix);
        for (var row = 0; row < vectors.Length; row++)
        {
            var actual = new double[matrix.Slots + 1];
            share.Add(vectors[row], actual);
            actual[^1] = share.Baseline;
            for (var slot = 0; slot < actual.Length; slot++) Assert.Equal(native[row * actual.Length + slot], actual[slot], 1e-6);
        }
    }

    private static FeatureMatrix Matrix()
    {
        var data = PlantedData.Dataset("loan", PlantedData.Loans(rows: 1500));
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        var fitted = Normalizer.Fit(new MLContext(1), data, rows, [.. Enumerable.Range(0, data.Inputs.Count)], "none");
        return FeatureMatrix.Read(fitted.Training, data, rows, fitted.Columns);
    }

    private static object Load(string text, FeatureMatrix matrix)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ((ISingleFeaturePredictionTransformer<object>)new MLContext().BinaryClassification.Trainers.LightGbm(stream).Fit(matrix)).Model;
    }

    private static int[][] LeafCounts(string text)
        => [.. text.Split('\n').Where(line => line.StartsWith("leaf_count=", StringComparison.Ordinal))
            .Select(line => line["leaf_count=".Length..].Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToArray())];

    /// <summary>For each row a value for each slot, and last the baseline.</summary>
    private static double[] Native(string text, FeatureMatrix matrix)
    {
        var rows = SparseRows.Of(matrix.Vectors, matrix.Slots);
        var values = new double[rows.Rows * (matrix.Slots + 1)];
        NativeMethods.Check(NativeMethods.LoadBooster(text, out _, out var booster));
        using (booster)
        {
            NativeMethods.Check(NativeMethods.Predict(
                booster, rows.Starts, NativeMethods.Int64, rows.Slots, rows.Values, NativeMethods.Float32,
                rows.Starts.Length, rows.Values.Length, rows.Width, Contributions, 0, -1, BoostingParameters.Scoring, out _, values));
        }

        return values;
    }
}
