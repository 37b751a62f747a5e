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
        var (manifest, signature) = (scorer.Manifest, scorer.Manifest.Signature);
        var domain = Domain.Find(manifest.Domain)!;
        var groupings = manifest.Fairness.ToDictionary(audited => audited.Column, audited => audited.Grouping);
        var reading = domain.Reading(manifest.Options, signature, manifest.Options.Categories.Where(groupings.ContainsKey));
        var table = TableReader.Read(path, reading, IsWanted(manifest), cancel);
        // What the file's columns are is in the signature already; a column that the model dropped need not be there.
        var options = manifest.Options.ForFurtherFile() with { Protected = [.. groupings.Keys.Where(name => table.Find(name) is not null)] };
        var data = domain.Prepare(table, options, signature);
        var warned = new Dictionary<(string Code, string Field), int>();
        var probability = Score(scorer, data, warned, cancel);
        var rows = Rows(manifest, data, probability);
        var fairness = FairnessAudit.Of(rows, (policy ?? domain.DefaultPolicy).Favourable(), column => groupings[column.Name], manifest.Options.Seed, cancel);
        return Evaluator.Holdout(rows, cancel: cancel) with
        {
            Fairness = fairness,
            Warnings =
            [
                .. Seen(hash == manifest.DataHash), .. UnequalWeights.Warnings(data.Weight), .. warned.Select(w => Sentence(w.Key.Code, w.Key.Field, w.Value)),
                .. groupings.Keys.Except(options.Protected).Select(name => $"The file has no column {name}, which is protected: it was not audited."),
                .. FairnessAudit.Warnings(fairness),
            ],
        };
    }

    private static ScoredRows Rows(Manifest manifest, Dataset data, double[] probability) => new(probability, data.Label)
    {
        Weight = data.Weight,
        Protected = data.Protected,
        Group = data.Group,
        Time = data.Time,
        LabelEnd = data.LabelEnd,
        Return = data.Return,
        ExpectedReturn = manifest.Returns is { } returns ? Array.ConvertAll(probability, returns.Expected) : null,
        TrainingMeanReturn = manifest.Returns?.Expected((double)manifest.Rows.Events / manifest.Rows.Used) is { } mean
            ? [.. Enumerable.Repeat(mean, data.Rows)]
            : null,
    };

    private static string[] Seen(bool isTrainingFile)
        => isTrainingFile ? ["This is the file that the model was trained on: the metrics flatter it. Those of its folds do not."] : [];

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
        var probability = new double[data.Rows];
        using var row = scorer.Rent(fillsMissing: true);
        for (var i = 0; i < data.Rows; i++)
        {
            cancel.ThrowIfCancellationRequested();
            row.Clear();
            for (var input = 0; input < data.Inputs.Count; input++) Set(row, input, data.Inputs[input], i);
            if (!row.Complete()) throw new BadDataException(row.Errors);
            foreach (var warning in row.Warnings)
                warned[(warning.Code, warning.Field)] = warned.GetValueOrDefault((warning.Code, warning.Field)) + 1;
            probability[i] = LogOddsMap.Probability(row.LogOdds());
        }

        return probability;
    }

    private static void Set(ScoringRow row, int input, TableColumn column, int at)
    {
        if (column.IsMissing(at)) row.SetMissing(input);
        else if (column is NumericColumn numbers) row.SetNumber(input, numbers.Values[at], []);
        else if (column is CategoryColumn texts) row.SetText(input, texts.Levels[texts.Codes[at]]);
    }
}
