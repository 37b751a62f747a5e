using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Training;

/// <summary>
/// The settings of an ensemble of trees that a training may ask for. What is asked for is fixed; what is not is searched, or as usual.
/// </summary>
/// <param name="Trees">How many.</param>
/// <param name="Leaves">Of one tree, at most.</param>
/// <param name="LearningRate">What a tree counts for.</param>
/// <param name="MinRows">In a leaf.</param>
/// <param name="L2">The penalty on the leaves' squares.</param>
/// <param name="FeatureShare">Of the features, seen by one tree, or by one split of a forest.</param>
internal sealed record BoostingOptions(int? Trees, int? Leaves, double? LearningRate, int? MinRows, double? L2, double? FeatureShare)
{
    private static readonly IReadOnlyList<Setting> Settings =
    [
        new("trees", o => o.Trees, v => v is >= 1 and <= 5000, "from 1 to 5000"),
        new("leaves", o => o.Leaves, v => v is >= 2 and <= 1000, "from 2 to 1000"),
        new("learningRate", o => o.LearningRate, v => v is >= 0.001 and <= 1, "from 0.001 to 1"),
        new("minRows", o => o.MinRows, v => v is >= 1 and <= 1_000_000, "from 1 to 1000000"),
        new("l2", o => o.L2, v => v is >= 0 and <= 1_000_000, "from 0 to 1000000"),
        new("featureShare", o => o.FeatureShare, v => v is > 0 and <= 1, "above 0, and 1 at most"),
    ];

    public static BoostingOptions None { get; } = new(null, null, null, null, null, null);

    public static BoostingOptions Of(TrainingOptions options)
        => new(options.Trees, options.Leaves, options.LearningRate, options.MinRows, options.L2, options.FeatureShare);

    /// <summary>What is asked for, as a message has it; null for nothing.</summary>
    public string? Text => Given.ToArray() is { Length: > 0 } given
        ? string.Join(", ", given.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {s.Value(this)}")))
        : null;

    /// <summary>Option to what is wrong with its value.</summary>
    public IEnumerable<(string Option, string Error)> Unlikely
        => Given.Where(s => !s.IsPossible(s.Value(this)!.Value)).Select(s => (s.Name, $"{s.Name} must be {s.Range}."));

    /// <summary>Option to why the algorithm does not heed it.</summary>
    /// <param name="algorithm">The name asked for: auto and blend choose settings themselves.</param>
    public IEnumerable<(string Option, string Error)> Unheeded(string algorithm)
        => Given.Where(s => !Algorithms.All.Any(a => a.Name == algorithm && a.Settable.Contains(s.Name)))
            .Select(s => (
                s.Name, $"{algorithm} has no such setting to ask for: leave {s.Name} out or choose {Algorithms.NamesOfSettable(s.Name)}."));

    private IEnumerable<Setting> Given => Settings.Where(s => s.Value(this) is not null);

    /// <param name="Name">The option.</param>
    /// <param name="Value">What is asked for.</param>
    /// <param name="IsPossible">Whether a value is in the range.</param>
    /// <param name="Range">The range in words, after "must be".</param>
    private sealed record Setting(string Name, Func<BoostingOptions, double?> Value, Predicate<double> IsPossible, string Range);
}
