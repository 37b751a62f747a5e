using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Normalization;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;

namespace FinScoring.Core;

/// <summary>Options that are wrong whatever the data: every finding at once.</summary>
public static class OptionsCheck
{
    private const int FewestFolds = 2, MostFolds = 20;

    /// <summary>Option to the values it can have.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Choices { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["algorithm"] = Algorithms.Names,
        ["normalization"] = Scaling.Names,
        ["selection"] = FeatureSelector.Names,
        ["calibration"] = CalibrationOption.Names,
        ["promote"] = ["never", "always"],
    };

    /// <summary>Option to findings; empty if there are none.</summary>
    public static IReadOnlyDictionary<string, string[]> Find(string domain, TrainingOptions options)
    {
        var errors = new Dictionary<string, string[]>();
        OneOf("algorithm", options.Algorithm, Algorithms.Names);
        OneOf("normalization", options.Normalization, Scaling.Names);
        OneOf("selection", options.Selection, FeatureSelector.Names);
        OneOf("calibration", options.Calibration, CalibrationOption.Names);
        if (options.MaxFeatures < 1) errors["maxFeatures"] = ["maxFeatures must be 1 or more."];
        if (options.Folds is < FewestFolds or > MostFolds) errors["folds"] = [$"folds must be from {FewestFolds} to {MostFolds}."];
        if (PopulationRate(domain, options.PopulationRate) is { } unlikely) errors["populationRate"] = [unlikely];
        if (MonotoneCheck.Form(options.Monotone) is { } malformed) errors["monotone"] = [malformed];
        if (Horizon(domain, options.Horizon) is { } wrong) errors["horizon"] = [wrong];
        if (SpecialsOption.Error(options.Specials) is { } unread) errors["specials"] = [unread];
        var boosting = BoostingOptions.Of(options);
        foreach (var (option, error) in boosting.Unlikely) errors[option] = [error];
        if (errors.Count == 0) CheckAlgorithm();
        return errors;

        void OneOf(string option, string value, IReadOnlyList<string> names)
        {
            if (!names.Contains(value)) errors[option] = [$"{option} must be one of {string.Join(", ", names)}."];
        }

        void CheckAlgorithm()
        {
            foreach (var (option, error) in boosting.Unheeded(options.Algorithm)) errors[option] = [error];
            var algorithms = Algorithms.Families(options, 0, 1, inTime: false).SelectMany(f => f).ToArray();
            if (algorithms.Length == 0) errors["monotone"] = ["No algorithm that auto compares on this machine can promise it: leave monotone out."];
            foreach (var algorithm in algorithms)
            {
                if (!algorithm.Monotone && options.Monotone.Count > 0)
                    errors["monotone"] = [$"{options.Algorithm} cannot promise it: leave monotone out or choose {Algorithms.NamesOfMonotone}."];
                if (!algorithm.Available) errors["algorithm"] = [$"{algorithm.Name} cannot run on this machine: choose another algorithm."];
                if (algorithm.IsCalibrated && options.Calibration == CalibrationOption.None)
                    errors["calibration"] = [$"The score of {algorithm.Name} is no probability without Platt's line: leave calibration out or choose another algorithm."];
                if (!algorithm.Weighs && options.Weight is not null)
                    errors["weight"] = [$"{algorithm.Name} cannot weigh rows: leave the weight out or choose another algorithm."];
            }
        }
    }

    /// <exception cref="BadDataException">What is wrong, by option.</exception>
    internal static void Check(string domain, TrainingOptions options)
    {
        var errors = Find(domain, options);
        if (errors.Count > 0) throw new BadDataException(errors);
    }

    private static string? PopulationRate(string domain, double? rate) => rate switch
    {
        null => null,
        > 0 and < 1 when domain == "trade" => "populationRate has no meaning for trade: the file holds every bar, not a sample of them.",
        > 0 and < 1 => null,
        _ => "populationRate must be above 0 and below 1.",
    };

    private static string? Horizon(string domain, string? horizon) => horizon switch
    {
        null => null,
        _ when domain == "trade" => int.TryParse(horizon, NumberStyles.None, CultureInfo.InvariantCulture, out var bars) && bars > 0
            ? null
            : "horizon must be a number of bars, 1 or more.",
        _ => LabelHorizon.Parse(horizon) is null ? "horizon must be a number of rows, 1 or more, or an ISO 8601 duration such as P12M." : null,
    };
}
