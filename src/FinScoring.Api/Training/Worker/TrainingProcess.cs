using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using FinScoring.Api.Training.Jobs;
using FinScoring.Api.Training.Uploads;

namespace FinScoring.Api.Training.Worker;

/// <summary>Runs a training in a child process of this program: ML.NET's native code can neither be cancelled nor survived in-process.</summary>
internal static class TrainingProcess
{
    private const int Signal = 128;
    private const int KillSignal = Signal + 9;

    /// <summary>Runs the training of a job's folder to its end and returns the child's last word.</summary>
    /// <param name="job">What to train; written to the folder.</param>
    /// <param name="folder">The job's folder, with the data in it.</param>
    /// <param name="report">Told of each progress.</param>
    /// <param name="stop">Kills the child and all it started.</param>
    public static async Task<WorkerLine> RunAsync(WorkerJob job, string folder, Func<Progress, Task> report, CancellationToken stop)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, StagedFiles.Job), WorkerJson.Write(job), CancellationToken.None);
        using var child = new Process { StartInfo = Command(folder, job.Threads) };
        child.Start();
        await using var kill = stop.Register(() => Kill(child));
        WorkerLine? last;
        try
        {
            last = await LastWordAsync(child, report);
        }
        catch
        {
            // Nobody would hear it any more.
            Kill(child);
            throw;
        }
        finally
        {
            await child.WaitForExitAsync(CancellationToken.None);
        }

        return last is { Done: true } or { Error: not null } ? last : new(Error: JobProblem.Fault(Describe(child.ExitCode)));
    }

    private static async Task<WorkerLine?> LastWordAsync(Process child, Func<Progress, Task> report)
    {
        // Read, or a child that writes much would wait for ever; not kept, as it may hold values.
        child.BeginErrorReadLine();
        WorkerLine? last = null;
        while (await child.StandardOutput.ReadLineAsync(CancellationToken.None) is { } text)
        {
            if (WorkerJson.ReadLine(text) is not { } line)
                continue;
            last = line;
            if (line.Progress is { } progress)
                await report(progress);
        }

        return last;
    }

    private static ProcessStartInfo Command(string folder, int threads)
    {
        var temporary = Directory.CreateDirectory(Path.Combine(folder, StagedFiles.Temporary)).FullName;
        var command = SelfCommand.Of(TrainingWorker.Verb, folder);
        command.RedirectStandardInput = command.RedirectStandardOutput = command.RedirectStandardError = true;
        // What the libraries leave in the temporary folder goes with the job's.
        command.Environment["TMPDIR"] = command.Environment["TMP"] = command.Environment["TEMP"] = temporary;
        command.Environment["DOTNET_PROCESSOR_COUNT"] = threads.ToString(CultureInfo.InvariantCulture);
        // A heap per core pays off for a server, not here.
        command.Environment["DOTNET_gcServer"] = "0";
        // Columns come and go by the hundred megabytes: without these the heap keeps several times what lives on it.
        command.Environment["DOTNET_gcConcurrent"] = "0";
        command.Environment["DOTNET_GCConserveMemory"] = "9";
        command.Environment["DOTNET_GCgen0size"] = "0x800000";
        // The same for what the native trainers hold: large blocks go back to the system at once (read by glibc alone).
        command.Environment["MALLOC_MMAP_THRESHOLD_"] = command.Environment["MALLOC_TRIM_THRESHOLD_"] = "131072";
        command.Environment["MALLOC_ARENA_MAX"] = "2";
        // Threads of a native trainer that wait for one another by spinning lose what they wait for to whatever else runs.
        command.Environment["OMP_WAIT_POLICY"] = "passive";
        // Instrumented code pays off for a service that runs for days, not for seconds of training.
        command.Environment["DOTNET_TieredPGO"] = "0";
        // What is called often is optimized at once, not when new methods have ceased to come: half the training would be over. But
        // thirty calls, the runtime's measure of often, do not repay it: most of a processor's second would go into optimizing.
        command.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";
        command.Environment["DOTNET_TC_CallCountThreshold"] = "0x400";
        // The runtime's debugging pipes would outlive a killed child.
        command.Environment["DOTNET_EnableDiagnostics"] = "0";
        command.Environment.Remove("DOTNET_STARTUP_HOOKS");
        return command;
    }

    private static void Kill(Process child)
    {
        try
        {
            child.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }

    private static string Describe(int exitCode) => exitCode switch
    {
        KillSignal => "The training was killed by the system, most likely because memory ran out.",
        > Signal and < Signal + 65 => $"The training crashed in native code (signal {exitCode - Signal}).",
        _ => $"The training crashed (exit code {exitCode}).",
    };
}
