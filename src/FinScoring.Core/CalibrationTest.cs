namespace FinScoring.Core;

/// <summary>What a line does on rows that neither it nor the models were fitted on.</summary>
/// <param name="BrierBefore">The Brier score without it.</param>
/// <param name="BrierAfter">With it.</param>
/// <param name="LogLossBefore">The log-loss without it.</param>
/// <param name="LogLossAfter">With it.</param>
/// <param name="Evidence">
/// By how many standard errors the log-loss falls as the log-odds begin to move towards the line, over the same rows with and without
/// it. The whole way's gain is flat at its end: its standard error would be as large as itself long after the line is sure.
/// </param>
internal sealed record CalibrationTest(double BrierBefore, double BrierAfter, double LogLossBefore, double LogLossAfter, double Evidence);
