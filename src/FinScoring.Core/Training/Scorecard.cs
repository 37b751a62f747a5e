using Microsoft.ML;

namespace FinScoring.Core.Training;

/// <summary>
/// Logistic regression on weights of evidence (Siddiqi 2006). A weight above 0 means more events, so every coefficient must be
/// above 0: while one is not, the column with the lowest goes, and the regression is fitted again.
/// </summary>
internal sealed class Scorecard : Algorithm
{
    private const float Penalty = 1;

    public override string Name => "scorecard";

    // The bins keep to the direction asked for, and every coefficient is above 0.
    public override bool Monotone => true;

    // Whatever is asked: the bins are what a scorecard is.
    public override string Normalization(string asked) => "weightOfEvidence";

    public override Trained Fit(MLContext ml, TrainingRun run)
    {
        int[] kept = [.. Enumerable.Range(0, run.Rows.Columns.Count)];
        var rejected = new List<RejectedColumn>();
        while (true)
        {
            var predictor = Logistic.Trainer(ml, run.Rows, Penalty).Fit(rejected.Count == 0 ? run.Rows : run.Rows.Keep(kept));
            var model = predictor.Model.SubModel;
            var lowest = Enumerable.Range(0, kept.Length).MinBy(c => model.Weights[c]);
            // Alone, a weight of evidence has the right sign, though the penalty may leave nothing of it.
            if (model.Weights[lowest] > 0 || kept.Length == 1)
            {
                return Calibrated(predictor, predictor.Model.Calibrator) with
                {
                    Terms = new(model.Bias, [.. model.Weights.Select(w => (double)w)]),
                    Rejected = rejected,
                };
            }

            rejected.Add(new(kept[lowest], Reason(model.Weights[lowest])));
            kept = [.. kept.Where((_, c) => c != lowest)];
        }
    }

    private static string Reason(float coefficient)
        => FormattableString.Invariant($"beside the other columns its coefficient has the wrong sign ({coefficient:0.000}): more risk by its bins lowered the probability");
}
