using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>Will an applicant repay? The event is the bad outcome.</summary>
internal sealed class LoanDomain : Domain
{
    public override string Name => "loan";

    public override Policy DefaultPolicy { get; } = new LoanPolicy { Assumed = true };

    public override IReadOnlyList<string> AnswerColumns { get; } = ["id", "probability", "score", "decision", "warnings", "error"];

    public override Dataset Prepare(Table table, TrainingOptions options) => TabularRows.Prepare(table, options, eventName: "default");

    public override Dataset Prepare(Table table, TrainingOptions options, Signature fitted)
        => TabularRows.Prepare(table, options, eventName: "default", fitted);

    internal override void Look(FileProfile profile, TrainingOptions options) => TabularLook.Check(profile, options);
}
