using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>Where does the price go next? The event is a close that is higher the horizon later.</summary>
internal sealed class TradeDomain : Domain
{
    public override string Name => "trade";

    public override Policy DefaultPolicy { get; } = new TradePolicy { Assumed = true };

    public override IReadOnlyList<string> AnswerColumns { get; } =
        ["id", "probability", "symbol", "asOf", "expectedReturn", "direction", "warnings", "error"];

    /// <summary>A symbol is a name, also where it looks like a number: 0005 is not 5.</summary>
    public override IReadOnlyCollection<string> Categories(IReadOnlyCollection<string> named)
        => new HashSet<string>([.. named, BarColumns.Symbol, BarColumns.Ticker], StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns beside the bars are of no use unless they are named.</summary>
    public override FileReading Reading(TrainingOptions options)
        => base.Reading(options) with { IsName = name => BarColumns.Find(name) is null && !options.Features.Contains(name) };

    public override Dataset Prepare(Table table, TrainingOptions options) => Prepare(table, options, null);

    public override Dataset Prepare(Table table, TrainingOptions options, Signature? fitted)
    {
        var findings = new Findings();
        var warnings = new List<string>();
        OptionChecks.Columns([.. table.Columns.Select(c => c.Name)], options, findings);
        TradeOptions.Check(table.Kinds, options, findings);
        var horizon = TradeOptions.Horizon(options, findings);
        var series = BarSeries.Read(table, findings, warnings);
        findings.Throw();
        if (options.Protected.Count > 0) warnings.Add("protected columns are no features of trade, and bars are not audited for fairness: they are no persons.");

        var samples = BarSamples.Of(series, horizon);
        var label = Array.ConvertAll(samples.Return, r => r > 0);
        if (!label.Contains(true) || !label.Contains(false))
            throw new BadDataException("data", $"There must be symbols of {BarWindow.LookBack + horizon} bars or more, and closes that rise and that do not.");
        var tooShort = series.Symbols.Length - samples.Symbol.Distinct().Count();
        if (tooShort > 0) warnings.Add($"{tooShort} symbols have fewer than {BarWindow.LookBack + horizon} bars, too few to learn from.");
        IReadOnlyList<TableColumn> inputs = fitted is null ? Inputs(table, options, samples, warnings) : Fitted(fitted, table, samples);
        IReadOnlyList<Column> learned = fitted is null ? [.. inputs.Select(SignatureBuilder.Learn)] : [];
        return new()
        {
            Signature = fitted ?? new()
            {
                Columns = BarSignature.Columns(table, series, inputs),
                Derived = learned,
                LookBack = BarWindow.LookBack,
                Horizon = horizon,
            },
            Inputs = fitted is null ? [.. inputs.Zip(learned, Centring.Apply)] : inputs,
            Label = label,
            Return = samples.Return,
            Time = samples.Time,
            LabelEnd = samples.LabelEnd,
            Group = series.Symbols.Length > 1 ? samples.Symbol : null,
            Event = options.Event ?? "up",
            RowsRead = table.Rows,
            RowsUnlabelled = table.Rows - label.Length,
            Warnings = warnings,
        };
    }

    internal override string FieldOf(string column) => BarColumns.Find(column) ?? column;

    internal override void Look(FileProfile profile, TrainingOptions options)
    {
        TradeOptions.Check(profile.Kinds, options, profile.Findings);
        TradeOptions.Horizon(options, profile.Findings);
        BarLook.Check(profile.Kinds, profile.Findings, profile.ColumnFindings);
    }

    /// <summary>The features of the bars and the columns asked for, taken as known at the bar's close.</summary>
    private static List<TableColumn> Inputs(Table table, TrainingOptions options, BarSamples samples, List<string> warnings)
    {
        var inputs = new List<TableColumn>();
        var beside = options.Features.Distinct().Select(f => SpecialsOption.Apply(table.Find(f)!.Take(samples.Row), options.Specials));
        foreach (var column in samples.Features.Concat(beside))
        {
            if (SignatureBuilder.ReasonToIgnore(column, named: true) is { } reason) warnings.Add($"Feature {column.Name} is left out: {reason}.");
            else inputs.Add(column);
        }

        warnings.AddRange(inputs.Select(SignatureBuilder.Learn).Select(c => SpecialsOption.Warning(c, options.Specials)).OfType<string>());
        warnings.AddRange(table.Columns.Where(c => BarColumns.Find(c.Name) is not null).Concat(inputs).Select(c => c.Note).OfType<string>());
        return inputs;
    }

    /// <summary>What a finished model starts from, computed from the bars or read beside them.</summary>
    private static TableColumn[] Fitted(Signature signature, Table table, BarSamples samples)
    {
        var computed = samples.Features.ToDictionary(feature => feature.Name);
        Column[] others = [.. signature.Inputs.Where(input => !computed.ContainsKey(input.Name))];
        var beside = FittedInputs.Take(others, table, samples.Row).ToDictionary(column => column.Name);
        return [.. signature.Inputs.Select(input => computed.TryGetValue(input.Name, out var feature) ? feature : beside[input.Name])];
    }
}
