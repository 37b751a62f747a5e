using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using FinScoring.Core.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Training;

public class LightGbmTests
{
    [Fact]
    public void A_fit_on_several_threads_is_the_same_to_the_bit()
    {
        // Large enough that the threads are really used.
        var matrix = Matrix(rows: 40_000);
        var one = Scores(matrix, threads: 1);
        Assert.Equal(one, Scores(matrix, threads: 2));
        Assert.Equal(one, Scores(matrix, threads: 3));
    }

    private static float[] Scores(FeatureMatrix matrix, int threads)
    {
        var run = new TrainingRun(matrix, () => [], Seed: 1, threads);
        Assert.Equal(threads, LightGbm.Options(run).NumberOfThreads);
        return ScoreColumn.Read(new LightGbm().Fit(new MLContext(1), run).Steps[0].Transform(matrix), matrix.Rows);
    }

    private static FeatureMatrix Matrix(int rows)
    {
        var data = PlantedData.Dataset("risk", PlantedData.Loans(rows));
        int[] all = [.. Enumerable.Range(0, data.Rows)], inputs = [.. Enumerable.Range(0, data.Inputs.Count)];
        var fitted = Normalizer.Fit(new MLContext(1), data, all, inputs, "none");
        var view = new TransformerChain<ITransformer>([.. fitted.Steps]).Transform(new DatasetView(data, all, inputs));
        return FeatureMatrix.Read(view, data, all, fitted.Columns);
    }
}
