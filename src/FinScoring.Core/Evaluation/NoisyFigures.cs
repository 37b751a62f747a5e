namespace FinScoring.Core.Evaluation;

/// <summary>A resample's figures by the rows' own best thresholds, and those of a smooth curve with the resample's noise.</summary>
internal sealed record NoisyFigures(CurveFigures ByOwnThresholds, CurveFigures OfSmooth);
