using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>Makes the training rows of a table whose rows are cases and one of whose columns is the label.</summary>
internal static class TabularRows
{
    /// <param name="table">The file.</param>
    /// <param name="options">Its columns' roles.</param>
    /// <param name="eventName">Name of the event unless the options give one.</param>
    /// <param name="fitted">A finished model's signature, whose inputs are taken; null: all candidate features.</param>
    /// <exception cref="BadDataException">Everything wrong with the options and the file.</exception>
    public static Dataset Prepare(Table table, TrainingOptions options, string? eventName, Signature? fitted = null)
    {
        var findings = new Findings();
        OptionChecks.Columns([.. table.Columns.Select(c => c.Name)], options, findings);
        MonotoneCheck.Columns(table.Kinds, options, findings);
        var labels = LabelReader.Read(table, options, findings);
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(r => labels is null || labels[r] is not null)];
        var time = Time(table, options, rows, findings);
        var group = Group(table, options, rows, findings);
        var weight = Weight(table, options, rows, findings);
        var horizon = LabelHorizon.Of(options, findings);
        findings.Throw();

        var features = fitted is null ? CandidateFeatures.Choose(table, options, rows) : CandidateFeatures.Fitted(fitted, table, rows);
        CheckAny(features);
        var label = Array.ConvertAll(rows, r => labels![r]!.Value);
        TableColumn[] audited = [.. options.Protected.Distinct().Select(name => SpecialsOption.Apply(table.Find(name)!.Take(rows), options.Specials))];
        var copies = Copies.Of([.. features.Inputs, .. audited], label);
        var entity = fitted is null ? Entities.Find(table, options, rows, label, copies) : null;
        if (entity is { IsIdentifier: true } && !options.Features.Contains(entity.Name)) features = features.Without(entity.Name, Entity.Reason);
        CheckAny(features);
        return new()
        {
            Signature = features.Signature,
            Inputs = features.Inputs,
            Protected = audited,
            Label = label,
            Copies = copies,
            Time = time,
            Group = group,
            Weight = weight,
            FileRow = rows.Length == table.Rows ? null : rows,
            Id = table.Find(Dataset.IdColumn)?.OfAscending(rows),
            LabelEnd = time is null ? null : horizon?.Ends(time, group),
            Event = options.Event ?? eventName ?? options.Label!,
            RowsRead = table.Rows,
            RowsUnlabelled = table.Rows - rows.Length,
            Warnings =
            [
                .. fitted is null ? copies.Training(rows.Length, inTime: time is not null) : [], .. entity is null ? [] : new[] { entity.Warning(rows.Length) },
                .. features.Warnings, .. UnequalWeights.Warnings(weight),
                .. fitted is null ? MonotoneCheck.Unused(options, features.Signature.Inputs) : [],
            ],
        };
    }

    private static void CheckAny(CandidateFeatures features)
    {
        if (features.Inputs.Count == 0) throw new BadDataException("features", "No column is left to be a feature.");
    }

    private static long[]? Time(Table table, TrainingOptions options, int[] rows, Findings findings)
    {
        if (Column(table, options.Time) is not { } column) return null;
        if (column is not DateColumn dates) findings.Add("time", "time must be a column of ISO 8601 dates, such as 2024-05-31.");
        else findings.AddRows("time", "Rows without a date cannot be ordered", Missing(column, rows));
        return column is DateColumn known ? Array.ConvertAll(rows, r => known.Ticks[r]) : null;
    }

    private static int[]? Group(Table table, TrainingOptions options, int[] rows, Findings findings)
    {
        if (Column(table, options.Group) is not { } column) return null;
        findings.AddRows("group", "Rows without a group cannot be kept together", Missing(column, rows));
        return column switch
        {
            CategoryColumn c => Array.ConvertAll(rows, r => c.Codes[r]),
            NumericColumn n => Codes(Array.ConvertAll(rows, r => n.Values[r])),
            DateColumn d => Codes(Array.ConvertAll(rows, r => d.Ticks[r])),
            _ => throw new ArgumentOutOfRangeException(nameof(table)),
        };
    }

    private static float[]? Weight(Table table, TrainingOptions options, int[] rows, Findings findings)
    {
        if (Column(table, options.Weight) is not { } column) return null;
        if (column is not NumericColumn numbers)
        {
            findings.Add("weight", "weight must be a column of positive numbers.");
            return null;
        }

        var weight = Array.ConvertAll(rows, r => (float)numbers.Values[r]);
        int[] wrong = [.. rows.Where((_, i) => !(float.IsFinite(weight[i]) && weight[i] > 0))];
        findings.AddRows("weight", "weight must be finite and above 0", wrong);
        return weight;
    }

    private static TableColumn? Column(Table table, string? name) => name is null ? null : table.Find(name);

    private static int[] Missing(TableColumn column, int[] rows) => Array.FindAll(rows, column.IsMissing);

    private static int[] Codes<T>(T[] values) where T : notnull
    {
        var codes = new Dictionary<T, int>();
        return Array.ConvertAll(values, v => codes.TryGetValue(v, out var code) ? code : codes[v] = codes.Count);
    }
}
