using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>Where does the price go next? The event is a close that is higher the horizon later.</summary>
internal sealed class TradeDomain : Domain
{
    public override string Name => "trade";

    public override Policy DefaultPolicy { get; } = new TradePolicy { Assumed = true };

    public override IReadOnlyList<string> AnswerColumns { get; } = ["id", "probability", "symbol", "asOf", "expectedReturn", "direction", "warnings", "error"];

    public override Dataset Prepare(Table table, TrainingOptions options) => Prepare(table, options, null);

    public override Dataset Prepare(Table table, TrainingOptions options, Signature? fitted)
    {
        var findings = new Findings();
        var warnings = new List<string>();
        OptionChecks.Columns([.. table.Columns.Select(c => c.Name)], options, findings);
        CheckOptions(table.Kinds, options, findings);
        var horizon = Horizon(options, findings);
        var series = BarSeries.Read(table, findings, warnings);
        findings.Throw();

        var samples = BarSamples.Of(series, horizon);
        var label = Array.ConvertAll(samples.Return, r => r > 0);
        if (!label.Contains(true) || !label.Contains(false))
            throw new BadDataException("data", $"Training needs symbols with more than {BarWindow.LookBack + horizon} bars, and closes that rise and that do not.");
        var shortOf = series.Symbols.Length - samples.Symbol.Distinct().Count();
        if (shortOf > 0) warnings.Add($"{shortOf} symbols have no more than {BarWindow.LookBack + horizon - 1} bars, too few to learn from.");
        IReadOnlyList<TableColumn> inputs = fitted is null ? Inputs(table, options, samples, warnings) : Fitted(fitted, table, samples);
        return new()
        {
            Signature = fitted ?? new()
            {
                Columns = BarSignature.Columns(table, series, inputs),
                Derived = [.. inputs.Select(SignatureBuilder.Learn)],
                LookBack = BarWindow.LookBack,
                Horizon = horizon,
            },
            Inputs = inputs,
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

    internal override void Look(FileProfile profile, TrainingOptions options)
    {
        CheckOptions(profile.Kinds, options, profile.Findings);
        Horizon(options, profile.Findings);
        BarLook.Check(profile.Kinds, profile.Findings);
    }

    private static void CheckOptions(IReadOnlyDictionary<string, ColumnKind> kinds, TrainingOptions options, Findings findings)
    {
        (string Option, string? Value)[] unused = [("label", options.Label), ("positive", options.Positive), ("weight", options.Weight)];
        foreach (var (option, _) in unused.Where(u => u.Value is not null))
            findings.Add(option, $"trade computes its label from the closes and weighs every bar alike: leave {option} out.");
        if (options.Time is { } time && BarColumns.Find(time) != BarColumns.Date) findings.Add("time", "trade orders bars by their date: leave time out.");
        if (options.Group is { } group && BarColumns.Find(group) != BarColumns.Symbol) findings.Add("group", "trade groups bars by their symbol: leave group out.");
        if (options.Features.Any(f => BarColumns.Find(f) is not null)) findings.Add("features", "features name a column of the bars, which are used already.");
        if (options.Features.Any(f => kinds.TryGetValue(f, out var kind) && kind == ColumnKind.Date)) findings.Add("features", "features name a column of dates, which is no feature.");
        if (options.Features.Any(BarWindow.Names.Contains)) findings.Add("features", $"features name a column that is called as a feature computed from bars: {string.Join(", ", BarWindow.Names)}.");
    }

    private static int Horizon(TrainingOptions options, Findings findings)
    {
        if (options.Horizon is null) return 1;
        if (int.TryParse(options.Horizon, NumberStyles.None, CultureInfo.InvariantCulture, out var bars) && bars > 0) return bars;
        findings.Add("horizon", "horizon must be a whole number of bars, at least 1.");
        return 1;
    }

    /// <summary>The features of the bars and the columns asked for, taken as known at the bar's close.</summary>
    private static List<TableColumn> Inputs(Table table, TrainingOptions options, BarSamples samples, List<string> warnings)
    {
        var inputs = new List<TableColumn>();
        foreach (var column in samples.Features.Concat(options.Features.Distinct().Select(f => table.Find(f)!.Take(samples.Row))))
        {
            if (SignatureBuilder.ReasonToIgnore(column, named: true) is { } reason) warnings.Add($"Feature {column.Name} is left out: {reason}.");
            else inputs.Add(column);
        }

        return inputs;
    }

    /// <summary>What a finished model starts from, computed from the bars or read beside them.</summary>
    private static TableColumn[] Fitted(Signature signature, Table table, BarSamples samples)
    {
        var computed = samples.Features.ToDictionary(feature => feature.Name);
        var beside = FittedInputs.Take([.. signature.Inputs.Where(input => !computed.ContainsKey(input.Name))], table, samples.Row).ToDictionary(column => column.Name);
        return [.. signature.Inputs.Select(input => computed.TryGetValue(input.Name, out var feature) ? feature : beside[input.Name])];
    }
}
