using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Models;

namespace FinScoring.Core.Scoring;

/// <summary>Scores a labelled file with a finished model and compares: rows the training must not have seen.</summary>
public static class LabelledFile
{
    /// <param name="scorer">The model. Its training options say which column is the label and which value the event.</param>
    /// <param name="path">A CSV file, for trade of bars.</param>
    /// <param name="hash">The file's SHA-256, as the manifest has that of the training file.</param>
    /// <param name="policy">By whose thresholds protected columns are audited; null: the domain's default.</param>
    /// <param name="cancel">Stops the evaluation.</param>
    /// <exception cref="BadDataException">
    /// The file is no readable CSV, has no label of two values, or has rows that cannot be scored: those are named, never skipped,
    /// since metrics of the rest would flatter. Rows without a label are left out. A cell that no training row lacked may be missing,
    /// whatever the policy says: the row is scored and counted in the warnings.
    /// </exception>
    public static EvaluationReport Evaluate(Scorer scorer, string path, string hash, Policy? policy = null, CancellationToken cancel = default)
    {
        var file = Read(scorer, path, cancel);
        var (manifest, data) = (scorer.Manifest, file.Data);
        var groupings = manifest.Fairness.ToDictionary(audited => audited.Column, audited => audited.Grouping);
        var rows = Rows(manifest, data, Array.ConvertAll(file.LogOdds, LogOddsMap.Probability));
        var favourable = (policy ?? Domain.Find(manifest.Domain)!.DefaultPolicy).Favourable();
        var fairness = FairnessAudit.Of(rows, favourable, column => groupings[column.Name], manifest.Options.Seed, cancel);
        return Evaluator.Holdout(rows, cancel: cancel) with
        {
            Fairness = fairness,
            Warnings =
            [
                .. Seen(manifest, hash), .. EventRateCheck.Warnings(manifest, rows), .. data.Copies.Evaluation(data.Rows),
                .. UnequalWeights.Warnings(data.Weight), .. manifest.Signature.LookBack is null ? [] : data.Warnings, .. file.Warnings,
                .. groupings.Keys.Except(data.Protected.Select(column => column.Name))
                    .Select(name => $"The file has no column {name}, which is protected: it was not audited."),
                .. FairnessAudit.Warnings(fairness),
            ],
        };
    }

    /// <summary>Reads and scores a labelled file.</summary>
    /// <exception cref="BadDataException">As for an evaluation.</exception>
    internal static ScoredFile Read(Scorer scorer, string path, CancellationToken cancel)
    {
        var (manifest, signature) = (scorer.Manifest, scorer.Manifest.Signature);
        var domain = Domain.Find(manifest.Domain)!;
        string[] audited = [.. manifest.Fairness.Select(report => report.Column)];
        var reading = domain.Reading(manifest.Options, signature, manifest.Options.Categories.Where(audited.Contains));
        var table = TableReader.Read(path, reading, IsWanted(manifest), cancel);
        // What the file's columns are is in the signature already; a column that the model dropped need not be there.
        var options = manifest.Options.ForFurtherFile() with { Protected = [.. audited.Where(name => table.Find(name) is not null)] };
        var data = domain.Prepare(table, options, signature);
        var warned = new Dictionary<(string Code, string Field), int>();
        var logOdds = Score(scorer, data, warned, cancel);
        return new(data, logOdds, [.. warned.Select(w => Sentence(w.Key.Code, w.Key.Field, w.Value))]);
    }

    /// <summary>A warning if the version has learned from this file.</summary>
    internal static string[] Seen(Manifest manifest, string hash)
        => hash == manifest.DataHash ? ["This is the file that the model was trained on: the metrics flatter it. Those of its folds do not."]
            : hash == manifest.RecalibratedFrom?.DataHash
            ? ["This is the file that the version's line was learned on: log-loss and calibration flatter it. Those of recalibratedFrom do not."]
            : [];

    private static ScoredRows Rows(Manifest manifest, Dataset data, double[] probability) => new(probability, data.Label)
    {
        Weight = data.Weight,
        Protected = data.Protected,
        Group = data.Units,
        Time = data.Time,
        LabelEnd = data.LabelEnd,
        Return = data.Return,
        ExpectedReturn = manifest.Returns is { } returns ? [.. probability.Zip(data.ReturnScale!, returns.Expected)] : null,
        TrainingMeanReturn = manifest.Returns?.Mean((double)manifest.Rows.Events / manifest.Rows.Used) is { } mean
            ? [.. Enumerable.Repeat(mean, data.Rows)]
            : null,
    };

    private static string Sentence(string code, string field, int rows) => code switch
    {
        ScoringInput.BelowCode => $"{field}: {Count(rows)} below the training range.",
        ScoringInput.AboveCode => $"{field}: {Count(rows)} above the training range.",
        ScoringInput.MissingCode => $"{field}: {Count(rows)} without a value, which no training row lacked: scored as if nothing were known of it.",
        ScoringInput.UnseenCode => $"{field}: {Count(rows)} with a category that the training never saw.",
        _ => throw new InvalidOperationException($"There is no sentence for {code}."),
    };

    private static string Count(int count) => count == 1 ? "1 row" : $"{count} rows";

    /// <summary>The model's inputs, the columns that the options give a part, and those of bars.</summary>
    private static Predicate<string> IsWanted(Manifest manifest)
    {
        var (options, inputs) = (manifest.Options, manifest.Signature.Inputs.Select(input => input.Name));
        HashSet<string> wanted = [.. inputs, .. new[] { options.Label, options.Time, options.Group, options.Weight }.OfType<string>(), .. manifest.Fairness.Select(f => f.Column)];
        return name => wanted.Contains(name) || (manifest.Signature.LookBack is not null && BarColumns.Find(name) is not null);
    }

    private static double[] Score(Scorer scorer, Dataset data, Dictionary<(string Code, string Field), int> warned, CancellationToken cancel)
    {
        var logOdds = new double[data.Rows];
        using var row = scorer.Rent(fillsMissing: true);
        for (var i = 0; i < data.Rows; i++)
        {
            cancel.ThrowIfCancellationRequested();
            row.Clear();
            for (var input = 0; input < data.Inputs.Count; input++) Set(row, input, data.Inputs[input], i);
            if (!row.Complete()) throw new BadDataException(row.Errors);
            foreach (var warning in row.Warnings)
                warned[(warning.Code, warning.Field)] = warned.GetValueOrDefault((warning.Code, warning.Field)) + 1;
            logOdds[i] = row.LogOdds();
        }

        return logOdds;
    }

    private static void Set(ScoringRow row, int input, TableColumn column, int at)
    {
        if (column.IsMissing(at)) row.SetMissing(input);
        else if (column is NumericColumn numbers) row.SetNumber(input, numbers.Values[at], []);
        else if (column is CategoryColumn texts) row.SetText(input, texts.Levels[texts.Codes[at]]);
    }
}
