using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

internal sealed class RiskDomain : Domain
{
    public override string Name => "risk";

    public override Policy DefaultPolicy { get; } = new RiskPolicy { Assumed = true };

    public override IReadOnlyList<string> AnswerColumns { get; } = ["id", "probability", "band", "warnings", "error"];

    public override Dataset Prepare(Table table, TrainingOptions options) => throw new NotImplementedException();
}
