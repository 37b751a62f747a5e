namespace FinScoring.Core.Training;

/// <summary>A training failed, and neither the data nor the options are to blame. The message repeats no value of the data.</summary>
public sealed class TrainingFaultException(string message) : Exception(message);
