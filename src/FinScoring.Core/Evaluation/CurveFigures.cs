namespace FinScoring.Core.Evaluation;

/// <summary>The figures that are the best of many thresholds, or of many decision rules: chance makes them too high.</summary>
internal readonly record struct CurveFigures(double Ks, double HMeasure);
