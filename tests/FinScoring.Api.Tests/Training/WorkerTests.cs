using System.Diagnostics;
using FinScoring.Api.Training.Jobs;
using FinScoring.Api.Training.Worker;
using FinScoring.Core.Data;

namespace FinScoring.Api.Tests.Training;

/// <summary>The child process, started as the service starts it.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task The_program_starts_itself_a_second_time_and_understands_what_that_one_says()
    {
        // No job.json: it fails, and says so in its own way.
        var folder = Directory.CreateTempSubdirectory("finscoring-tests-");
        using var child = Start(folder.FullName);
        var last = WorkerJson.ReadLine((await child.StandardOutput.ReadLineAsync())!);
        await child.WaitForExitAsync();
        folder.Delete(recursive: true);

        Assert.Equal(500, last!.Error!.Status);
        Assert.Contains("FileNotFoundException", last.Trace, StringComparison.Ordinal);
        Assert.Equal(1, child.ExitCode);
    }

    [Fact]
    public void A_failure_tells_no_message_that_might_hold_a_value()
    {
        var failure = Failure.Of(new AggregateException(new FormatException("The input string '4711' was not in a correct format.")));
        Assert.DoesNotContain("4711", WorkerJson.Write(failure), StringComparison.Ordinal);
        Assert.Contains("FormatException", failure.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_data_found_in_a_parallel_fold_is_the_callers_error()
    {
        var failure = Failure.Of(new AggregateException(new InvalidOperationException("", new BadDataException("folds", "Too many."))));
        Assert.Equal(400, failure.Error!.Status);
        Assert.Equal(["Too many."], failure.Error.Errors!["folds"]);
        Assert.Null(failure.Trace);
    }

    [Theory]
    [InlineData("[LightGBM] [Info] Total Bins 1234")]
    [InlineData("{not json}")]
    [InlineData("")]
    public void What_native_code_prints_is_no_message(string line) => Assert.Null(WorkerJson.ReadLine(line));

    [Fact]
    public void A_cancel_and_an_end_at_the_same_time_are_decided_once()
    {
        for (var round = 0; round < 1000; round++)
        {
            using var job = new RunningJob("a");
            var (cancelled, closed) = (false, false);
            Parallel.Invoke(() => cancelled = job.TryCancel(), () => closed = job.TryClose());
            Assert.NotEqual(cancelled, closed);
            Assert.Equal(cancelled, job.TryCancel());
            Assert.Equal(closed, job.TryClose());
        }
    }

    private static Process Start(string folder)
    {
        var command = SelfCommand.Of("train-worker", folder);
        command.RedirectStandardInput = command.RedirectStandardOutput = true;
        return Process.Start(command)!;
    }
}
