using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace FinScoring.Core;

/// <summary>A finished version's model under another line over its log-odds.</summary>
public static class Recalibrated
{
    private const int FewestEvents = 20;

    /// <summary>A line learned on a labelled file: Platt's, by maximum likelihood over the version's log-odds.</summary>
    /// <param name="scorer">The version.</param>
    /// <param name="path">A CSV file as an evaluation reads it.</param>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="BadDataException">The file cannot be read or scored, or teaches no line.</exception>
    public static RecalibratedFrom ByFile(Scorer scorer, string path, string hash, CancellationToken cancel = default)
    {
        var file = LabelledFile.Read(scorer, path, cancel);
        var data = file.Data;
        int[] all = [.. Enumerable.Range(0, data.Rows)];
        var events = IndependentEvents.OfRarerClass(data, all);
        if (events < FewestEvents)
        {
            throw new BadDataException("data", $"A line needs at least {FewestEvents} independent rows with and {FewestEvents} without the event; "
                + $"of the rarer ones the file has {events}. With so few, give an eventRate as JSON instead.");
        }

        var trial = new CalibrationTrial(data, all, file.LogOdds, scorer.Manifest.Options.Seed);
        if (!(trial.Line.Slope > 0))
        {
            throw new BadDataException("data", "In this file higher probabilities go with fewer events: the slope of the line would not be above 0, "
                + "and it would turn the model round. Check the label and its positive value, or train again.");
        }

        var seen = LabelledFile.Seen(scorer.Manifest, hash);
        return Of(scorer.Manifest, trial.Line) with
        {
            EventRate = data.EventRate(all),
            Rows = data.Rows,
            Events = data.Events,
            DataHash = hash,
            Report = trial.CrossFitted(scorer.Manifest.Algorithm, cancel) is { } report ? report with { Warnings = [.. seen, .. file.Warnings] } : null,
        };
    }

    /// <summary>
    /// A shift of every log-odds from the event rate that the version is right for to another one: ln(r / (1 - r)) of the one less that
    /// of the other (King and Zeng 2001), which is exact where cases with and without the event are as they were and only their shares
    /// changed.
    /// </summary>
    /// <param name="source">The version.</param>
    /// <param name="rate">Above 0 and below 1.</param>
    /// <returns>Null where the version weighed its rows and did not keep their event rate.</returns>
    public static RecalibratedFrom? ByEventRate(Manifest source, double rate)
        => RateOf(source) is not { } present ? null
            : Of(source, new(1, LogOdds(rate) - LogOdds(present))) with { Kind = RecalibratedFrom.GivenRate, EventRateBefore = present, EventRate = rate };

    /// <summary>
    /// The manifest of a version with another line, all but its job, time and files; null where the version's evaluation was stored before
    /// distributions of scores were kept.
    /// </summary>
    public static Manifest? Describe(Manifest source, RecalibratedFrom from)
    {
        var (slope, offset) = from.Line;
        double? rate = from.Kind == RecalibratedFrom.GivenRate ? from.EventRate : null;
        if (MovedEvaluation.Of(source.Evaluation, slope, offset, rate) is not { } evaluation) return null;
        var cells = source.Evaluation.Curves!.Distribution!;
        var odds = rate is { } r ? Math.Exp(LogOdds(r)) * cells.Sum(c => c.Others) / cells.Sum(c => c.Events) : 1;
        return source with
        {
            Version = 0,
            Files = new Dictionary<string, string>(),
            LogOdds = from.After,
            Metrics = evaluation.Metrics,
            Evaluation = evaluation,
            Fairness = [.. source.Fairness.Select(report => MovedFairness.Of(report, slope, offset, odds))],
            Scorecard = source.Scorecard is { } table ? Moved(table, from.Line).On(Domain.Find(source.Domain)!.DefaultPolicy) : null,
            Golden = [.. source.Golden.Select(row => row with { LogOdds = slope * row.LogOdds + offset })],
            RecalibratedFrom = from,
            Warnings = [.. source.Warnings.Except(FairnessAudit.Warnings(source.Fairness)), .. from.Report?.Warnings ?? []],
        };
    }

    /// <summary>Writes the version's chain with the new line as its last step.</summary>
    /// <param name="zip">The version's artefact.</param>
    /// <param name="manifest">Of the new version.</param>
    /// <param name="path">Where to write the new one.</param>
    /// <param name="temporaryFolder">Where ML.NET may unpack large parts.</param>
    public static void Save(byte[] zip, Manifest manifest, string path, string temporaryFolder)
    {
        var ml = new MLContext { TempFilePath = temporaryFolder };
        using var artifact = new MemoryStream(zip);
        var loaded = ml.Model.Load(artifact, out var schema);
        ITransformer[] steps = [.. (loaded as IEnumerable<ITransformer> ?? [loaded]).Where(step => step is not CalibratorTransformer<PlattCalibrator>)];
        var inputs = manifest.Signature.Inputs;
        var rows = CellDataset.Of(inputs, [.. manifest.Golden.Select(row => row.Cells)]);
        var view = new DatasetView(rows, [.. Enumerable.Range(0, rows.Rows)], [.. Enumerable.Range(0, inputs.Count)]);
        var scored = new TransformerChain<ITransformer>(steps).Transform(view);
        ml.Model.Save(new TransformerChain<ITransformer>([.. steps, Composition.Calibrator(ml, manifest.LogOdds, scored)]), schema, path);
    }

    private static RecalibratedFrom Of(Manifest source, LogOddsMap line) => new()
    {
        Version = source.Version,
        Kind = RecalibratedFrom.LabelledFile,
        Line = line,
        Before = source.LogOdds,
        After = new(line.Slope * source.LogOdds.Slope, line.Slope * source.LogOdds.Offset + line.Offset),
        EventRateBefore = RateOf(source),
        EventRate = 0,
    };

    private static double? RateOf(Manifest manifest)
        => manifest.RecalibratedFrom?.EventRate ?? manifest.PriorCorrection?.PopulationRate ?? manifest.Rows.EventRate
            ?? (manifest.Options.Weight is null ? (double)manifest.Rows.Events / manifest.Rows.Used : null);

    private static ScorecardTable Moved(ScorecardTable table, LogOddsMap line) => table with
    {
        BaseLogOdds = line.Slope * table.BaseLogOdds + line.Offset,
        Features = [.. table.Features.Select(f => f with { Bins = [.. f.Bins.Select(b => b with { LogOdds = line.Slope * b.LogOdds })] })],
    };

    private static double LogOdds(double rate) => Math.Log(rate / (1 - rate));
}
