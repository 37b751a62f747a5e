using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization;

namespace FinScoring.Core;

/// <summary>What the manifest says of a fitted model.</summary>
internal static class ModelDescription
{
    public static Manifest Of(string domain, Dataset data, TrainingOptions options, FittedModel model, EvaluationReport evaluation)
    {
        var signature = Kept(data.Signature, model);
        return new()
        {
            Domain = domain,
            Model = ModelKey.DefaultName,
            Job = string.Empty,
            CreatedAt = default,
            DataHash = string.Empty,
            Event = data.Event,
            Algorithm = model.Mix.Name,
            Blend = model.Mix.Members.Count == 1 ? [] : [.. model.Mix.Members.Select(m => new BlendMember(m.Algorithm.Name, m.Share))],
            Calibration = model.Calibration,
            PriorCorrection = model.Prior,
            AlgorithmReason = model.Reason,
            Candidates = model.Candidates,
            Options = options,
            Signature = signature,
            Rows = new(data.RowsRead, data.RowsUnlabelled, data.Rows, data.Events, data.Copies.Count)
            {
                EventRate = data.EventRate([.. Enumerable.Range(0, data.Rows)]),
            },
            Selection = model.Selection,
            Normalization = model.Scales,
            Ranges = Uncentred(model.Ranges, data.Signature.Inputs),
            Metrics = evaluation.Metrics,
            Evaluation = evaluation,
            LogOdds = model.Map,
            Scorecard = ScorecardDescription.Of(domain, data, model),
            Returns = Returns(data, [.. Enumerable.Range(0, data.Rows)]),
            Golden = Golden(signature.Inputs, data, model, options.Seed),
            Libraries = LibraryVersions.Read(),
            Warnings = data.Warnings,
            Note = options.Note,
        };
    }

    /// <summary>
    /// Mean returns after rows with and without the event, and as multiples of what is usual; null without returns, or where one kind
    /// of row is missing.
    /// </summary>
    public static ReturnMeans? Returns(Dataset data, int[] rows)
    {
        var (up, down) = (rows.Where(r => data.Label[r]).ToArray(), rows.Where(r => !data.Label[r]).ToArray());
        if (data is not { Return: { } value, ReturnScale: { } scale } || up.Length == 0 || down.Length == 0) return null;
        return new(up.Average(r => value[r]), down.Average(r => value[r])) { Usual = new(Multiple(up), Multiple(down)) };

        // Of the lines through the origin the one of least squares: the mean of the ratios would be ruled by prices that hardly moved.
        double Multiple(int[] of) => of.Sum(r => scale[r] * scale[r]) is > 0 and var squares ? of.Sum(r => value[r] * scale[r]) / squares : 0;
    }

    /// <summary>In the file's own numbers.</summary>
    private static ColumnRange[] Uncentred(IReadOnlyList<ColumnRange> ranges, IReadOnlyList<Column> inputs)
    {
        var centres = inputs.ToDictionary(c => c.Name, c => c.Centre ?? 0);
        return [.. ranges.Select(r => r with { Low = r.Low + centres[r.Name], High = r.High + centres[r.Name] })];
    }

    /// <summary>The signature with the columns that selection left out ignored: a request need not hold them.</summary>
    private static Signature Kept(Signature signature, FittedModel model)
    {
        var left = model.Selection.Where(s => !s.Kept).ToDictionary(s => s.Name, s => s.Reason);
        return signature with
        {
            Columns = [.. signature.Columns.Select(c => c.Kind != ColumnKind.Ignored && left.TryGetValue(c.Name, out var reason)
                ? c with { Kind = ColumnKind.Ignored, Reason = reason }
                : c)],
            Derived = signature.Derived is { } derived ? [.. derived.Where(c => !left.ContainsKey(c.Name))] : null,
        };
    }

    private static IReadOnlyList<GoldenRow> Golden(IReadOnlyList<Column> inputs, Dataset data, FittedModel model, int seed)
    {
        var rows = ComposedRows.Of(inputs, MissingPatterns.Of([.. model.Inputs.Select(i => data.Inputs[i])]), seed);
        var composed = CellDataset.Of(inputs, rows);
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        var alone = model.Over(model.Inputs);
        alone.CheckReference(composed, all);
        return [.. rows.Zip(alone.LogOddsByLibrary(composed, all), (cells, logOdds) => new GoldenRow(cells, logOdds))];
    }
}
