using FinScoring.Api.Prediction.Bars;
using FinScoring.Core.Data;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>
/// Trade: each row is a bar, and is scored by its symbol's last look-back bars up to it. Keeps those of every symbol, so
/// memory grows with the symbols and not with the rows. A bar in error is no part of its symbol's history, and the answers whose
/// features bridge the gap say so; one that did not trade is none either, and has no answer.
/// </summary>
internal sealed class BarScorer(ServingModel model, AnswerFormat format, PredictionIds ids) : ChunkScorer(model, format, ids)
{
    /// <summary>Symbols that one batch may have: a history takes some 6 KB.</summary>
    public const int MaxSymbols = 20_000;

    private static readonly ScoreWarning Gap = new(
        "gapInHistory", "bars", "lack at least one that is in error, so the features bridge a gap.");

    private static readonly ScoreWarning[] Idle =
        [new(BarsRequest.NotTraded, "bars", "do not count this one, which did not trade (one price and no volume, or a copy of the bar before).")];

    private readonly BarLayout _layout = new(model.Scorer.Manifest.Signature);
    private readonly Dictionary<string, BarHistory> _histories = [];
    private bool _named;

    public override bool IsSequential => true;

    public override IEnumerable<string> Required => _layout.Required;

    public override IRowFields Fields(ScoringRow row) => new BarFields(_layout, row);

    protected override PredictionAnswer Answer(RowChunk chunk, int index, ScoringRow row, IRowFields fields)
    {
        var bar = (BarFields)fields;
        bar.Clear();
        if (chunk.Read(index, fields, out var id) is { } malformed)
        {
            BreakAll();
            return Model.Blank(id, malformed);
        }

        if (bar.LacksSymbol || (_named && bar.Symbol is null))
        {
            if (!bar.LacksSymbol)
                bar.Break(BarLayout.Symbol, "is missing, and other rows have one.");
            bar.Finish();
            BreakAll();
            return Model.Blank(id, new RowError(RowError.InvalidRow, row.Errors), new BarOf(null, bar.Date));
        }

        _named |= bar.Symbol is not null;
        var history = History(Spelling.Canonical(bar.Symbol) ?? bar.Symbol ?? "");
        if (history is null)
            bar.Break(BarLayout.Symbol, $"is one too many: a batch may have {MaxSymbols} symbols.");
        history?.Add(bar);
        var barOf = new BarOf(bar.Symbol, bar.Date);
        if (history is { IsIdle: true })
            return Model.Blank(id, null, barOf) with { Warnings = Idle };
        if (row.Errors.Count == 0 && !history!.Window.IsFull)
            return Model.Blank(id, null, barOf);
        if (history is { BridgesGap: true }) row.AddWarning(Gap);
        if (history?.Window.IsFull == true) barOf = barOf with { ReturnScale = BarFeatures.Set(_layout, history.Window, row) };
        else BarFeatures.SetNone(_layout, row);
        return row.Complete() ? Model.Answer(NewId(), id, row, barOf) : Model.Blank(id, new RowError(RowError.InvalidRow, row.Errors), barOf);
    }

    /// <summary>A bar is lost, and whose it was cannot be told.</summary>
    private void BreakAll()
    {
        foreach (var history in _histories.Values)
            history.Break();
    }

    private BarHistory? History(string symbol)
    {
        if (!_histories.TryGetValue(symbol, out var history) && _histories.Count < MaxSymbols)
            _histories[symbol] = history = new BarHistory();
        return history;
    }
}
