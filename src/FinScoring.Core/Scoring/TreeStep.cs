using FinScoring.Core.Data;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace FinScoring.Core.Scoring;

/// <summary>A tree ensemble's step with its score from <see cref="TreeSum"/>: ML.NET's walk over the trees is ten times slower.</summary>
internal sealed class TreeStep : ServedStep
{
    private readonly TreeSum _trees;
    private readonly int _features;
    private readonly string[] _inputs;

    private TreeStep(ISingleFeaturePredictionTransformer<object> step, TreeSum trees, int features)
        : base(step)
        => (_trees, _features, _inputs) = (trees, features, [step.FeatureColumnName]);

    protected override string Output => ScoreColumn.Name;

    protected override IReadOnlyList<string> Inputs => _inputs;

    /// <summary>The step itself if it is no ensemble or one that must be left to ML.NET.</summary>
    public static ITransformer Of(ITransformer step)
        => step is ISingleFeaturePredictionTransformer<object> { FeatureColumnType: VectorDataViewType { Size: var features } } predictor
            && Trees(predictor.Model) is { } trees && TreeSum.Of(trees, features) is { } sum
                ? new TreeStep(predictor, sum, features)
                : step;

    protected override Delegate Getter(DataViewRow input)
    {
        var get = input.GetGetter<VBuffer<float>>(input.Schema[_inputs[0]]);
        var (vector, dense, left) = (default(VBuffer<float>), new float[_features], new ulong[_trees.Trees]);
        return (ValueGetter<float>)((ref float score) =>
        {
            get(ref vector);
            if (!vector.IsDense) vector.CopyTo(dense);
            score = (float)_trees.Score(vector.IsDense ? vector.GetValues() : dense, left);
        });
    }

    /// <summary>The trees of a model, null if it has none.</summary>
    internal static IReadOnlyList<RegressionTreeBase>? Trees(object model) => model switch
    {
        CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> boosted => boosted.SubModel.TrainedTreeEnsemble.Trees,
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator> boosted => boosted.SubModel.TrainedTreeEnsemble.Trees,
        FastForestBinaryModelParameters forest => forest.TrainedTreeEnsemble.Trees,
        _ => null,
    };
}
