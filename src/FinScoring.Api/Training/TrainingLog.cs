namespace FinScoring.Api.Training;

/// <summary>The log lines of training. None holds a value of the data.</summary>
internal static partial class TrainingLog
{
    [LoggerMessage(LogLevel.Information, "Training {Job} of {Domain}/{Model} begins")]
    public static partial void JobBegun(this ILogger log, string job, string domain, string model);

    [LoggerMessage(LogLevel.Debug, "Training {Job}: {Stage}")]
    public static partial void StageBegun(this ILogger log, string job, string stage);

    [LoggerMessage(LogLevel.Information, "Training {Job} {Status}: {Detail}")]
    public static partial void JobEnded(this ILogger log, string job, string status, string detail);

    [LoggerMessage(LogLevel.Error, "Training {Job} failed: {Trace}")]
    public static partial void TrainingFault(this ILogger log, string job, string trace);

    [LoggerMessage(LogLevel.Error, "Training {Job} could not be run or published")]
    public static partial void JobFault(this ILogger log, Exception fault, string job);

    [LoggerMessage(LogLevel.Error, "The state of training {Job} could not be written")]
    public static partial void JobWriteFault(this ILogger log, Exception fault, string job);

    [LoggerMessage(LogLevel.Warning, "The progress of training {Job} could not be written")]
    public static partial void ProgressFault(this ILogger log, Exception fault, string job);

    [LoggerMessage(LogLevel.Error, "The evaluation of the test file of training {Job} could not be stored")]
    public static partial void EvaluationFault(this ILogger log, Exception fault, string job);

    [LoggerMessage(LogLevel.Error, "The queue of trainings cannot be worked on")]
    public static partial void RunnerFault(this ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Information, "{Queued} trainings wait; {Swept} unknown folders deleted")]
    public static partial void Recovered(this ILogger log, int queued, int swept);

    [LoggerMessage(LogLevel.Warning, "Another service runs the trainings of {Folder}; this one waits")]
    public static partial void WaitingForOtherService(this ILogger log, string folder);
}
