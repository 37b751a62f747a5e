using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Channels;
using FinScoring.Api.Metrics;
using FinScoring.Api.Models;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>
/// Scores the golden rows of the champions as batches that no one sees, so that the first batch finds compiled code: a nightly job is
/// always the first. In the background, for some three seconds after a start, and for an algorithm that comes later. Not of trade.
/// </summary>
internal sealed partial class BatchWarmUp(
    ModelCatalog catalog, PolicyBook policies, PredictionIds ids, IOptions<PredictionOptions> settings, ILogger<BatchWarmUp> log) : BackgroundService
{
    // The runtime compiles a method again after 30 calls, once a tenth of a second has brought no new one: first with counters, then
    // optimized. Hence rounds with pauses.
    private const int Rounds = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private static readonly string[] MediaTypes = [BatchTypes.Csv, BatchTypes.NdJson];

    private readonly Channel<ModelKey> _changed = Channel.CreateUnbounded<ModelKey>();
    private readonly HashSet<string> _algorithms = [];
    private volatile bool _isDone;

    /// <summary>Whether the champions of the start are through.</summary>
    public bool IsDone => _isDone;

    /// <summary>What is counted here is in no answer to /metrics.</summary>
    public Measurements Measurements { get; } = new();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var isAsked = settings.Value.WarmUpRows > 0;
        if (isAsked)
            catalog.ChampionChanged += Add;
        _isDone = !isAsked || catalog.Champions.Count == 0;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        catalog.ChampionChanged -= Add;
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_isDone)
            await WarmAsync(catalog.Champions, stoppingToken);
        _isDone = true;
        await foreach (var model in _changed.Reader.ReadAllAsync(stoppingToken))
            await WarmAsync(catalog.Champions.Where(scorer => scorer.Manifest.Key.Model == model), stoppingToken);
    }

    private void Add(ModelKey model) => _changed.Writer.TryWrite(model);

    private async Task WarmAsync(IEnumerable<Scorer> champions, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            // Bars are other rows than the golden ones, which have the features computed from bars.
            var batches = champions
                .Where(scorer => scorer.Manifest.Signature.LookBack is null && _algorithms.Add(scorer.Manifest.Algorithm))
                .SelectMany(scorer => MediaTypes, (scorer, type) => (Model: Serving(scorer), Type: type))
                .ToArray();
            if (batches.Length == 0)
                return;
            var rows = Math.Max(1, settings.Value.WarmUpRows / (Rounds * batches.Length));
            var bodies = batches.Select(batch => Body(batch.Model.Scorer, batch.Type, rows)).ToArray();
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (batch, body) in batches.Zip(bodies))
                    await ScoreAsync(batch.Model, batch.Type, body, cancel);
                await Task.Delay(Pause, cancel);
            }

            LogWarm(Rounds * rows * batches.Length, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            // Without it the first batch is slower, and no more.
            LogFault(fault);
        }
    }

    private ServingModel Serving(Scorer scorer)
    {
        var model = scorer.Manifest.Key.Model;
        return new(Domain.Find(model.Domain)!, scorer, policies.Current(model), Measurements.Of(model), null);
    }

    private async Task ScoreAsync(ServingModel model, string type, byte[] body, CancellationToken cancel)
    {
        var format = AnswerFormat.Of(type, model);
        var scorer = new FieldScorer(model, format, ids);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var queue = new AnswerQueue(new SpillFile(settings.Value.SpillFolder, settings.Value.MaxSpillBytes));
        var chunks = await BatchSource.OpenAsync(new MemoryStream(body), type, header: true, model, scorer, settings.Value, cancel);
        await new BatchRun(scorer, format, queue, stop).RunAsync(chunks, PipeWriter.Create(Stream.Null));
    }

    /// <summary>The golden rows again and again, as a caller would send them.</summary>
    private static byte[] Body(Scorer scorer, string type, int rows)
    {
        var (golden, inputs) = (scorer.Manifest.Golden, scorer.Manifest.Signature.Inputs);
        using var body = new PooledBytes(64 << 10);
        var csv = new CsvCells(body);
        if (type == BatchTypes.Csv)
            AddRow(csv, inputs.Select(input => input.Name));
        for (var row = 0; row < rows; row++)
        {
            var cells = golden[row % golden.Count].Cells;
            if (type == BatchTypes.Csv) AddRow(csv, cells);
            else AddRow(body, inputs, cells);
        }

        return body.Span.ToArray();
    }

    private static void AddRow(CsvCells to, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
            to.Add(cell);
        to.EndRow();
    }

    private static void AddRow(PooledBytes to, IReadOnlyList<Column> inputs, IReadOnlyList<string?> cells)
    {
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            foreach (var (input, cell) in inputs.Zip(cells))
            {
                json.WritePropertyName(input.Name);
                if (cell is null) json.WriteNullValue();
                else if (input.Kind == ColumnKind.Numeric) json.WriteRawValue(cell);
                else json.WriteStringValue(cell);
            }

            json.WriteEndObject();
        }

        to.Write("\n"u8);
    }

    [LoggerMessage(LogLevel.Information, "Warmed up by {Rows} made-up rows in {Seconds:0.0} s (setting Prediction:WarmUpRows)")]
    private partial void LogWarm(int rows, double seconds);

    [LoggerMessage(LogLevel.Warning, "The warm-up of batches failed; the first batch will be slower")]
    private partial void LogFault(Exception fault);
}
