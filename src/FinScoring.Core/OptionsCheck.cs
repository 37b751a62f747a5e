using FinScoring.Core.Data;
using FinScoring.Core.Normalization;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;

namespace FinScoring.Core;

/// <summary>Options that are wrong whatever the data: every finding at once.</summary>
internal static class OptionsCheck
{
    public const int FewestFolds = 2, MostFolds = 20;

    /// <exception cref="BadDataException">What is wrong, by option.</exception>
    public static void Check(TrainingOptions options)
    {
        var errors = new Dictionary<string, string[]>();
        OneOf("algorithm", options.Algorithm, Algorithm.Names);
        OneOf("normalization", options.Normalization, Scaling.Names);
        OneOf("selection", options.Selection, FeatureSelector.Names);
        if (options.MaxFeatures < 1) errors["maxFeatures"] = ["maxFeatures must be 1 or more."];
        if (options.Folds is < FewestFolds or > MostFolds) errors["folds"] = [$"folds must be from {FewestFolds} to {MostFolds}."];
        if (errors.Count == 0 && options.Weight is not null) CheckWeights();
        if (errors.Count > 0) throw new BadDataException(errors);

        void OneOf(string option, string value, IReadOnlyList<string> names)
        {
            if (!names.Contains(value)) errors[option] = [$"{option} must be one of {string.Join(", ", names)}."];
        }

        void CheckWeights()
        {
            foreach (var algorithm in Algorithm.Candidates(options.Algorithm).Where(a => !a.Weighs))
                errors["weight"] = [$"{algorithm.Name} cannot weigh rows: leave the weight out or choose another algorithm."];
        }
    }
}
