using System.ComponentModel;
using System.Diagnostics;
using FinScoring.Api.Training.Worker;

namespace FinScoring.Api.Training;

/// <summary>The child process: trains what its folder describes, reports on standard output, ends when its standard input closes.</summary>
internal static class TrainingWorker
{
    public const string Verb = "train-worker";

    public static bool IsRequested(string[] args) => args is [Verb, ..];

    /// <param name="args">train-worker and the job's folder.</param>
    public static int Run(string[] args)
    {
        EndWithParent();
        GiveWay();
        var output = Console.Out;
        // What a library prints is no message of ours.
        Console.SetOut(TextWriter.Null);
        var last = Train(args[1], line => Write(output, line));
        Write(output, last);
        return last.Done ? 0 : 1;
    }

    private static WorkerLine Train(string folder, Action<WorkerLine> report)
    {
        try
        {
            new StagedTraining(folder, progress => report(new(progress))).Run();
            return new(Done: true);
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    private static void Write(TextWriter output, WorkerLine line)
    {
        // Folds report from threads of their own.
        lock (output)
        {
            output.WriteLine(WorkerJson.Write(line));
            output.Flush();
        }
    }

    /// <summary>The parent holds the other end: it closes when the parent ends, however it ends.</summary>
    private static void EndWithParent()
    {
        var input = Console.OpenStandardInput();
        var watch = new Thread(() =>
        {
            var buffer = new byte[1];
            while (input.Read(buffer) > 0)
            {
                // Nothing is sent.
            }

            // At once: an orderly exit would wait for native code.
            using var self = Process.GetCurrentProcess();
            self.Kill();
        });
        watch.IsBackground = true;
        watch.Start();
    }

    /// <summary>Scoring comes first, for the processor and when memory runs out.</summary>
    private static void GiveWay()
    {
        try
        {
            using var self = Process.GetCurrentProcess();
            self.PriorityClass = ProcessPriorityClass.Idle;
            if (OperatingSystem.IsLinux())
                File.WriteAllText("/proc/self/oom_score_adj", "500");
        }
        catch (Exception refused) when (refused is Win32Exception or IOException or UnauthorizedAccessException)
        {
            // Some sandboxes do not allow it; the training can do without.
        }
    }
}
