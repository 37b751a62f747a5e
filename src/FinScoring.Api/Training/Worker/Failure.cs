using System.Text;
using FinScoring.Api.Training.Jobs;
using FinScoring.Core.Data;
using FinScoring.Core.Training;

namespace FinScoring.Api.Training.Worker;

/// <summary>What to say of an exception without repeating a value of the data.</summary>
internal static class Failure
{
    public static WorkerLine Of(Exception exception)
        => Causes(exception).Select(Known).FirstOrDefault(problem => problem is not null) is { } known
            ? new(Error: known)
            : new(Error: JobProblem.Fault("The training failed; the log of the service tells more."), Trace: Trace(exception));

    private static JobProblem? Known(Exception cause) => cause switch
    {
        BadDataException bad => JobProblem.Of(bad),
        OutOfMemoryException => JobProblem.Fault("Memory ran out. Train on fewer rows, or give the service more memory."),
        DllNotFoundException missing => JobProblem.Fault($"A native library could not be loaded. {missing.Message}"),
        TrainingFaultException fault => JobProblem.Fault(fault.Message),
        _ => null,
    };

    /// <summary>Folds run in parallel: theirs come wrapped.</summary>
    private static IEnumerable<Exception> Causes(Exception exception)
    {
        IEnumerable<Exception> inner = exception is AggregateException many ? many.InnerExceptions : exception.InnerException is { } one ? [one] : [];
        return inner.SelectMany(Causes).Prepend(exception);
    }

    /// <summary>Types and stack.</summary>
    private static string Trace(Exception exception)
        => Causes(exception).Aggregate(new StringBuilder(), (text, e) => text.AppendLine(e.GetType().FullName).AppendLine(e.StackTrace)).ToString();
}
