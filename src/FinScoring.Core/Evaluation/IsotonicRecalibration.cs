namespace FinScoring.Core.Evaluation;

/// <summary>
/// Would a monotone recalibration help? Isotonic regression of the outcome on the probabilities of the other folds, tried on each
/// fold. Only reported: the model's probabilities stay as they are. There is no log-loss: a certain probability that is wrong
/// once would decide it.
/// </summary>
/// <param name="Brier">Of the recalibrated probabilities.</param>
/// <param name="BrierSaved">The model's own Brier score less that one: above 0 it helps.</param>
/// <param name="Interval">95 % interval of brierSaved, the recalibration as it is; null where too little is independent.</param>
/// <param name="CalibrationError">Of the recalibrated probabilities.</param>
public sealed record IsotonicRecalibration(double Brier, double BrierSaved, Interval? Interval, double CalibrationError);
