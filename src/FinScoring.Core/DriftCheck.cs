using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;

namespace FinScoring.Core;

/// <summary>
/// Which columns of rows that follow time drift. They are left out: the model would be asked about values that it never saw. Naming
/// one in the features keeps it. Decided once for the whole file, as which columns are identifiers is, and without the label.
/// </summary>
internal sealed class DriftCheck
{
    private const string Why = "it drifts with time: later rows have other values than earlier ones, and what was learned of these says nothing of those";

    private readonly IReadOnlyDictionary<int, Stationarity> _found;
    private readonly HashSet<int> _named;

    private DriftCheck(IReadOnlyDictionary<int, Stationarity> found, HashSet<int> named) => (_found, _named) = (found, named);

    /// <summary>Of rows that follow no time.</summary>
    public static DriftCheck None { get; } = new(new Dictionary<int, Stationarity>(), []);

    /// <param name="data">The dataset; without time nothing drifts.</param>
    /// <param name="options">Which columns are named.</param>
    /// <param name="plan">The outer folds.</param>
    /// <param name="workers">The threads that may look.</param>
    /// <exception cref="BadDataException">Every column drifts.</exception>
    public static DriftCheck Of(Dataset data, TrainingOptions options, FoldPlan plan, Workers workers)
    {
        if (data.Time is not { } time) return None;
        var thirds = Thirds(time);
        (int[], int[])[] folds = [.. plan.Folds.Select(f => (f.Train, f.Test))];
        var found = workers.Map(data.Inputs.Count, i => Stationarity.Of(data.Inputs[i], thirds, folds));
        HashSet<int> named = [.. Enumerable.Range(0, data.Inputs.Count).Where(i => options.Features.Contains(data.Inputs[i].Name))];
        var check = new DriftCheck(found.Index().ToDictionary(f => f.Index, f => f.Item), named);
        return check.LeftOut.Count < data.Inputs.Count ? check : throw new BadDataException(
            "features", $"Every column drifts with time: {string.Join(", ", data.Inputs.Take(10).Select(i => i.Name))}. "
                + "Offer changes, ratios or differences instead of levels, or name in features what is to be used all the same.");
    }

    /// <summary>Input to why it is left out.</summary>
    public IReadOnlyDictionary<int, string> LeftOut => field ??= _found.Where(f => f.Value.Drifts && !_named.Contains(f.Key)).ToDictionary(f => f.Key, _ => Why);

    /// <summary>The selection with what was found of each input, and without those that drift.</summary>
    public SelectedFeatures Apply(SelectedFeatures selected)
    {
        var without = selected.Without(LeftOut);
        return without with { Report = [.. without.Report.Select((line, input) => line with { Stationarity = _found.GetValueOrDefault(input) })] };
    }

    /// <summary>What the caller should know of the final fit's columns.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<FeatureReport> selection)
    {
        var drifting = selection.Where(line => line.Stationarity is { Drifts: true }).ToLookup(line => line.Reason == Why);
        if (Names(drifting[true]) is { } left)
            yield return $"Left out, because later rows have other values than earlier ones: {left}. A model would be asked about values that it never saw. "
                + "Offer changes or ratios instead of levels, or name a column in features to keep it.";
        if (Names(drifting[false].Where(line => line.Kept)) is { } kept)
            yield return $"Kept, because features names them, though later rows have other values than earlier ones: {kept}. What the model learned of them may not last.";
    }

    private static string? Names(IEnumerable<FeatureReport> lines)
    {
        string[] names = [.. lines.Select(line => line.Name)];
        return names.Length == 0 ? null : string.Join(", ", names);
    }

    /// <summary>Cut between dates; none where one date spans both cuts.</summary>
    private static (int[] First, int[] Last) Thirds(long[] time)
    {
        long[] sorted = [.. time.Order()];
        var (first, last) = (sorted[sorted.Length / 3], sorted[^(sorted.Length / 3 + 1)]);
        int[] rows = [.. Enumerable.Range(0, time.Length)];
        return first < last ? (Array.FindAll(rows, r => time[r] <= first), Array.FindAll(rows, r => time[r] >= last)) : ([], []);
    }
}
