using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using FinScoring.Core.Selection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Data;

public class FeatureMatrixTests
{
    [Fact]
    public void Kept_columns_bring_all_their_slots_and_stand_side_by_side()
    {
        var data = PlantedData.Dataset("loan");
        int[] rows = [.. Enumerable.Range(0, data.Rows)], inputs = [.. Enumerable.Range(0, data.Inputs.Count)];
        var fitted = Normalizer.Fit(new MLContext(1), data, rows, inputs, "none");
        var matrix = FeatureMatrix.Read(
            new TransformerChain<ITransformer>([.. fitted.Steps]).Transform(new DatasetView(data, rows, inputs)), data, rows, fitted.Columns);
        // The category z, which is fourth, and then x, which may be missing: levels a, b, c and missing; the number and its gap.
        var kept = matrix.Keep([3, 0]);
        Assert.Equal([new(3, false, 0, 4), new(0, true, 4, 1, 5)], kept.Columns);
        Assert.Equal(6, kept.Slots);
        var (before, after) = (new FeatureColumns(matrix), new FeatureColumns(kept));
        Assert.Equal(before.Bin(3).Bins, after.Bin(0).Bins);
        Assert.Equal(before.Values(0), after.Values(1));
        Assert.Equal(matrix.Labels, kept.Labels);
    }
}
