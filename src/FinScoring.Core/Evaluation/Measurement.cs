namespace FinScoring.Core.Evaluation;

/// <summary>Scored rows measured under some weights.</summary>
internal sealed record Measurement(Metrics Metrics, CalibrationGaps Calibration, IReadOnlyList<Decile> Deciles, NoisyFigures? Noise);
