using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

internal sealed class LoanDomain : Domain
{
    public override string Name => "loan";

    public override Policy DefaultPolicy { get; } = new LoanPolicy { Assumed = true };

    public override IReadOnlyList<string> AnswerColumns { get; } = ["id", "probability", "score", "decision", "warnings", "error"];

    public override Dataset Prepare(Table table, TrainingOptions options) => throw new NotImplementedException();
}
