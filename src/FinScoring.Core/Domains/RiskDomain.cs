using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>How likely is a risk event? The event is named after the label.</summary>
internal sealed class RiskDomain : Domain
{
    public override string Name => "risk";

    public override Policy DefaultPolicy { get; } = new RiskPolicy { Assumed = true };

    public override IReadOnlyList<string> AnswerColumns { get; } = ["id", "probability", "band", "warnings", "error"];

    public override Dataset Prepare(Table table, TrainingOptions options) => TabularRows.Prepare(table, options, eventName: null);

    public override Dataset Prepare(Table table, TrainingOptions options, Signature fitted)
        => TabularRows.Prepare(table, options, eventName: null, fitted);

    internal override void Look(FileProfile profile, TrainingOptions options) => TabularLook.Check(profile, options);
}
