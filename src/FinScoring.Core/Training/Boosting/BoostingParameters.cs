using System.Globalization;

namespace FinScoring.Core.Training.Boosting;

/// <summary>What may differ between two boosters over the same rows.</summary>
internal sealed record BoostingParameters
{
    public const string Scoring = "verbosity=-1 num_threads=1";

    // Nothing is missing in normalized rows, and ML.NET's trees know no rule for it: 0 is a number like any other. 255 bins are cut
    // as well by 50,000 rows as by more, whose copies take room.
    private const string Bins = "max_bin=255 bin_construct_sample_cnt=50000 use_missing=false zero_as_missing=false feature_pre_filter=false";

    public const string Binning = Scoring + " " + Bins;

    public required double LearningRate { get; init; }

    public required int Leaves { get; init; }

    public required int MinimumRowsPerLeaf { get; init; }

    public required double FeatureFraction { get; init; }

    public required double L2 { get; init; }

    public double RowFraction { get; init; } = 0.8;

    /// <summary>The same, but for what is asked for.</summary>
    public BoostingParameters With(BoostingOptions asked) => this with
    {
        LearningRate = asked.LearningRate ?? LearningRate,
        Leaves = asked.Leaves ?? Leaves,
        MinimumRowsPerLeaf = asked.MinRows ?? MinimumRowsPerLeaf,
        FeatureFraction = asked.FeatureShare ?? FeatureFraction,
        L2 = asked.L2 ?? L2,
    };

    /// <summary>As the native library reads them.</summary>
    /// <param name="seed">For the samples of rows and features.</param>
    /// <param name="signs">Per slot: 1 where the score may only rise with it, -1 where it may only fall; empty for none.</param>
    /// <param name="threads">
    /// The library's threads are one number for the whole process, so boosters that run side by side must all have one. No sum
    /// depends on them.
    /// </param>
    public string Text(int seed, IReadOnlyList<int> signs, int threads)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            verbosity=-1 num_threads={threads} {Bins} objective=binary metric=binary_logloss sigmoid={LightGbm.Slope} seed={seed} deterministic=true force_col_wise=true
            learning_rate={LearningRate} num_leaves={Leaves} min_data_in_leaf={MinimumRowsPerLeaf} lambda_l2={L2}
            feature_fraction={FeatureFraction} bagging_fraction={RowFraction} bagging_freq=1
            """).ReplaceLineEndings(" ");
        return signs.Count == 0 ? text : $"{text} monotone_constraints={string.Join(',', signs)} monotone_constraints_method=intermediate";
    }
}
