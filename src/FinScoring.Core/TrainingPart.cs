using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Normalization;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;
using Microsoft.ML;

namespace FinScoring.Core;

/// <summary>
/// Some training rows on their way through stages 1 to 3: normalized and selected once for all algorithms with the same needs,
/// then learned from by any. Not for several threads at once. Once disposed, what was fitted stays.
/// </summary>
/// <param name="data">The dataset.</param>
/// <param name="options">What to train.</param>
/// <param name="rows">The rows, ascending.</param>
/// <param name="cautious">Whether the rows that these are part of follow time and tell of few events.</param>
/// <param name="what">What they are, for messages.</param>
/// <param name="workers">The threads that may fit models.</param>
/// <param name="progress">Told of every step.</param>
internal sealed class TrainingPart(
    Dataset data, TrainingOptions options, int[] rows, bool cautious, string what, Workers workers, ProgressMeter progress) : IDisposable
{
    public const int UsualFolds = 3;

    /// <summary>What so many rows do not tell of a column, more would not either.</summary>
    private const int RowsToSelectOn = 50_000;

    private readonly MLContext _ml = new(options.Seed);
    private readonly string[] _names = [.. data.Inputs.Select(i => i.Name)];
    private readonly IReadOnlyDictionary<int, int> _signs = MonotoneColumn.Signs(options, [.. data.Inputs.Select(i => i.Name)]);
    private readonly bool _entitiesInTime = data.Time is not null && !Series.Are(data);
    private readonly Dictionary<(string Scaling, bool Interactions), Prepared> _prepared = [];

    /// <summary>Which columns drift with time, and are left out.</summary>
    public DriftCheck Drift { get; init; } = DriftCheck.None;

    /// <summary>The algorithm with its settings decided on these rows; itself if it has none.</summary>
    public Algorithm Tune(Algorithm algorithm)
    {
        if (!algorithm.Tunes) return algorithm;
        var ready = Ready(algorithm);
        progress.Begin(Stage.Train, $"Tuning {algorithm.Name} on {what}");
        var tuned = algorithm.Tuned(ready.Run);
        progress.Done();
        return tuned;
    }

    public FittedModel Fit(Algorithm algorithm)
    {
        var prepared = Ready(algorithm);
        progress.Begin(Stage.Train, $"Training {algorithm.Name} on {what}");
        var trained = algorithm.Fit(_ml, prepared.Run);
        while (trained.Rejected.Count > 0)
        {
            var selected = prepared.Selected.Without(trained.Rejected.ToDictionary(r => prepared.Run.Rows.Columns[r.Column].Input, r => r.Reason));
            prepared = Normalize(rows, selected.Inputs, ScalingOf(algorithm)) with { Selected = selected };
            trained = algorithm.Fit(_ml, prepared.Run);
        }

        progress.Done();
        return new()
        {
            Mix = new(algorithm),
            Chain = new([.. prepared.Normalization.Steps, .. trained.Steps]),
            Inputs = prepared.Selected.Inputs,
            Slots = prepared.Run.Rows.InputsBySlot,
            Map = new(trained.Slope, trained.Offset),
            Selection = prepared.Selected.Report,
            Bins = prepared.Normalization.Bins,
            Scales = prepared.Normalization.Scales,
            Ranges = prepared.Normalization.Ranges,
            Terms = trained.Terms,
            Reference = trained.Reference,
        };
    }

    /// <summary>Folds inside the rows, to choose by; none where these are too few for any.</summary>
    public FoldPlan Folds(int folds) => Folds(rows, folds);

    /// <summary>Folds of the later half of the dates, each tested by a model of the rows before it; none where these are too few.</summary>
    public IReadOnlyList<Fold> LaterFolds(int folds)
        => Possible(() => _entitiesInTime ? FoldPlan.InnerOfEntities(data, rows, folds) : FoldPlan.Later(data, rows, folds)).Folds;

    private FoldPlan Folds(int[] of, int folds) => Possible(() => _entitiesInTime
        ? FoldPlan.InnerOfEntities(data, of, folds)
        : FoldPlan.Inner(data, of, folds, options.Seed));

    /// <summary>Folds by which each row learns what others say: of entities every row, whatever its date.</summary>
    private FoldPlan Apart(int[] of, int folds) => Possible(() => _entitiesInTime
        ? FoldPlan.CrossFit(data, of, folds, options.Seed)
        : FoldPlan.Inner(data, of, folds, options.Seed));

    private static FoldPlan Possible(Func<FoldPlan> plan)
    {
        try
        {
            return plan();
        }
        catch (BadDataException)
        {
            return FoldPlan.None;
        }
    }

    private string ScalingOf(Algorithm algorithm) => algorithm.Normalization(Scaling.Asked(options.Normalization, cautious));

    public void Dispose()
    {
        foreach (var prepared in _prepared.Values) prepared.Run.Dispose();
    }

    /// <summary>What an algorithm learns from.</summary>
    private Prepared Ready(Algorithm algorithm)
    {
        var needs = (ScalingOf(algorithm), algorithm.FindsInteractions);
        if (!_prepared.TryGetValue(needs, out var ready)) _prepared[needs] = ready = Prepare(needs);
        return ready;
    }

    private Prepared Prepare((string Scaling, bool Interactions) needs)
    {
        progress.Begin(Stage.Normalize, $"Normalizing {what}");
        var shown = Thinned.KeepingRarer(RowsToSelectOn, rows, data.Label);
        int[] lasting = [.. Enumerable.Range(0, data.Inputs.Count).Where(i => !Drift.LeftOut.ContainsKey(i))];
        var all = Normalize(shown, lasting, Scaling.ForSelection(needs.Scaling));

        progress.Begin(Stage.Select, $"Selecting features on {what}");
        var selected = Drift.Apply(FeatureSelector.Select(_names, all.Run.Rows, options.Selection, options.MaxFeatures, needs.Interactions)
            .Without(all.Normalization.Reasons));
        var isReady = selected.Inputs.Count == data.Inputs.Count && needs.Scaling == Scaling.ForSelection(needs.Scaling) && shown == rows;
        var ready = isReady ? all : Normalize(rows, selected.Inputs, needs.Scaling);
        workers.FreeMemory();
        return ready with { Selected = selected };
    }

    /// <summary>The fitted steps, and what they make of the rows they were fitted on.</summary>
    private Prepared Normalize(int[] on, IReadOnlyList<int> inputs, string scaling)
    {
        var fitted = Normalizer.Fit(_ml, data, on, inputs, scaling, _signs, folds => Positions(on, Folds(on, folds)), folds => Positions(on, Apart(on, folds)));
        if (fitted.Columns.Count == 0)
            throw new BadDataException("features", fitted.Reasons.Count > 0
                ? $"No column can be used: {fitted.Reasons.Values.First()}."
                : "No column has a value that occurs often enough in the training rows to learn from.");
        return new(fitted, Run(FeatureMatrix.Read(fitted.Training, data, on, fitted.Columns)));
    }

    private TrainingRun Run(FeatureMatrix matrix) => new(matrix, () => Positions(rows, Folds(rows, UsualFolds)), options.Seed, workers)
    {
        Signs = _signs.Count == 0 ? [] : MonotoneColumn.OfSlots(_signs, matrix),
    };

    /// <summary>Folds as positions in the rows: all that stages know of them.</summary>
    private IReadOnlyList<(int[] Train, int[] Test)> Positions(int[] of, FoldPlan plan)
    {
        var positions = new int[data.Rows];
        Array.Fill(positions, -1);
        for (var i = 0; i < of.Length; i++) positions[of[i]] = i;
        return [.. plan.Folds.Select(f => (Of(f.Train), Of(f.Test)))];

        int[] Of(int[] some) => Array.ConvertAll(some, r => positions[r]);
    }

    private sealed record Prepared(FittedNormalization Normalization, TrainingRun Run)
    {
        public SelectedFeatures Selected { get; init; } = new([], []);
    }
}
