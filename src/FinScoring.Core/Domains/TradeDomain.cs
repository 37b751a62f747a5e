using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

internal sealed class TradeDomain : Domain
{
    public override string Name => "trade";

    public override Policy DefaultPolicy { get; } = new TradePolicy { Assumed = true };

    public override IReadOnlyList<string> AnswerColumns { get; } = ["id", "probability", "symbol", "asOf", "expectedReturn", "direction", "warnings", "error"];

    public override Dataset Prepare(Table table, TrainingOptions options) => throw new NotImplementedException();
}
