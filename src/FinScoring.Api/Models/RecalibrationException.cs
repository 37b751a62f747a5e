namespace FinScoring.Api.Models;

/// <summary>A version that cannot be recalibrated; the message goes on from "because ".</summary>
internal sealed class RecalibrationException(string message) : Exception(message);
