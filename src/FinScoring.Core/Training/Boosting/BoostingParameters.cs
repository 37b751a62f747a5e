using System.Globalization;

namespace FinScoring.Core.Training.Boosting;

/// <summary>What may differ between two boosters over the same rows.</summary>
internal sealed record BoostingParameters
{
    // One thread each: the library's threads are one number for the whole process, so boosters that run side by side cannot
    // have different ones. Work is shared out by boosters instead, and no sum depends on the number of threads.
    private const string Process = "num_threads=1 verbosity=-1";

    /// <summary>Nothing is missing in normalized rows, and ML.NET's trees know no rule for it: 0 is a number like any other.</summary>
    public const string Binning = Process + " max_bin=255 use_missing=false zero_as_missing=false feature_pre_filter=false";

    public const string Scoring = Process;

    public required double LearningRate { get; init; }

    public required int Leaves { get; init; }

    public required int MinimumRowsPerLeaf { get; init; }

    public required double FeatureFraction { get; init; }

    public required double L2 { get; init; }

    public double RowFraction { get; init; } = 0.8;

    /// <summary>As the native library reads them.</summary>
    /// <param name="seed">For the samples of rows and features.</param>
    /// <param name="signs">Per slot: 1 where the score may only rise with it, -1 where it may only fall; empty for none.</param>
    public string Text(int seed, IReadOnlyList<int> signs)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            {Binning} objective=binary metric=binary_logloss sigmoid={LightGbm.Slope} seed={seed} deterministic=true force_col_wise=true
            learning_rate={LearningRate} num_leaves={Leaves} min_data_in_leaf={MinimumRowsPerLeaf} lambda_l2={L2}
            feature_fraction={FeatureFraction} bagging_fraction={RowFraction} bagging_freq=1
            """).ReplaceLineEndings(" ");
        return signs.Count == 0 ? text : $"{text} monotone_constraints={string.Join(',', signs)} monotone_constraints_method=intermediate";
    }
}
