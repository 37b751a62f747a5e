using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;

namespace FinScoring.Core;

/// <summary>
/// How well the features tell the groups of a protected column: a model of a column that never saw it may still use what others
/// say of it. One quick model for each group against the rest, out of fold.
/// </summary>
internal static class ProxyCheck
{
    /// <summary>More would not tell much more of whether there is a proxy.</summary>
    private const int MostRows = 6000;

    private const int Folds = 3, Named = 3;

    /// <summary>An AUC above this is worth a warning.</summary>
    private const double Telling = 0.75;

    public static IEnumerable<string> Warnings(IReadOnlyList<FairnessReport> reports) => reports
        .Where(r => r.Proxy is { } proxy && (proxy.Auc > Telling || proxy.Groups.Any(g => g.Auc > Telling)))
        .Select(r => $"Protected column {r.Column}: the features tell it ({Aucs(r.Proxy!)}, out of fold), most of all {string.Join(", ", r.Proxy!.Features.Select(f => f.Name))}. "
            + "Leaving it out does not keep the model from using what they say of it.");

    private static string Aucs(ProxyReport proxy) => proxy.Groups.Count == 0
        ? $"AUC {Figure(proxy.Auc, proxy.Interval)}"
        : "AUC " + string.Join(", ", proxy.Groups.Where(g => g.Auc > Telling).Select(g => $"{Figure(g.Auc, g.Interval)} for {g.Name}"));

    private static string Figure(double auc, Interval? interval)
        => FormattableString.Invariant($"{auc:0.00}") + (interval is null ? "" : FormattableString.Invariant($" ({interval.Low:0.00} to {interval.High:0.00})"));

    /// <param name="data">The dataset.</param>
    /// <param name="column">Its protected column.</param>
    /// <param name="grouping">How the column's values make groups.</param>
    /// <param name="seed">For the folds and the fits.</param>
    /// <param name="workers">The threads.</param>
    /// <param name="cancel">Stops between two fits.</param>
    /// <returns>Null where there are too few rows, or no two groups.</returns>
    public static ProxyReport? Of(Dataset data, TableColumn column, ProtectedGroups grouping, int seed, Workers workers, CancellationToken cancel)
    {
        var names = grouping.NamesOf(column);
        var known = Enumerable.Range(0, data.Rows).Where(r => names[r] != ProtectedGroups.Missing).ToArray();
        var sizes = known.CountBy(r => names[r]).ToDictionary();
        string[] groups = [.. grouping.Names.Where(n => sizes.GetValueOrDefault(n) >= ProtectedGroups.FewestRows)];
        if (groups.Length < 2) return null;
        var rows = Thinned.By(MostRows, known, r => Array.IndexOf(groups, names[r]));
        var told = workers.Map(groups.Length == 2 ? 1 : groups.Length, g => Group(groups[g]));
        return told.Any(t => t is null) ? null : new(
            rows.Length,
            told.Average(t => t!.Auc),
            groups.Length == 2 ? [] : [.. groups.Zip(told, (name, t) => new NamedAuc(name, t!.Auc, t.Interval))],
            [.. Enumerable.Range(0, data.Inputs.Count)
                .Select(i => new NamedAuc(data.Inputs[i].Name, told.Average(t => t!.Features[i])))
                .OrderByDescending(f => f.Auc).Take(Named)],
            groups.Length == 2 ? told[0]!.Interval : null);

        Told? Group(string name) => Tell(data.Relabelled(rows, Array.ConvertAll(rows, r => names[r] == name), name), seed, workers, cancel);
    }

    /// <summary>How well the features tell the label; null where there are too few rows to.</summary>
    private static Told? Tell(Dataset data, int seed, Workers workers, CancellationToken cancel)
    {
        try
        {
            var folds = FoldPlan.Inner(data, [.. Enumerable.Range(0, data.Rows)], Folds, seed).Folds;
            var quick = new TrainingOptions { Seed = seed, Selection = "none" };
            double[][] probability = [.. folds.Select(f =>
            {
                using var part = new TrainingPart(data, quick, f.Train, cautious: false, data.Event, workers, new(_ => { }, cancel));
                return part.Fit(Algorithms.Quick).Probability(data, f.Test);
            })];
            int[] tested = [.. folds.SelectMany(f => f.Test)];
            bool[] label = Array.ConvertAll(tested, r => data.Label[r]);
            (int[], int[])[] rows = [.. folds.Select(f => (f.Train, f.Test))];
            if (Evaluator.Measure([.. probability.SelectMany(p => p)], label).Auc is not { } auc) return null;
            var interval = AucInterval.Of(auc, Units(data, tested, true), Units(data, tested, false));
            return new(auc, interval, [.. data.Inputs.Select(input => OutOfFoldEvidence.Of(input, data.Label, rows).Auc ?? 0.5)]);
        }
        catch (BadDataException)
        {
            return null;
        }
    }

    /// <summary>Rows of one label; those that belong together are one.</summary>
    private static int Units(Dataset data, int[] rows, bool label)
        => rows.Where(r => data.Label[r] == label).Select(r => data.Units?[r] ?? r).Distinct().Count();

    /// <param name="Auc">Of all features together.</param>
    /// <param name="Interval">Its 95 % interval.</param>
    /// <param name="Features">Of each alone.</param>
    private sealed record Told(double Auc, Interval Interval, IReadOnlyList<double> Features);
}
