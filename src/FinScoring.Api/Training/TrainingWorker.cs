namespace FinScoring.Api.Training;

/// <summary>The child process: trains what its folder describes, reports on standard output, ends when its standard input closes.</summary>
internal static class TrainingWorker
{
    public static bool IsRequested(string[] args) => args is ["train-worker", ..];

    public static int Run(string[] args) => throw new NotImplementedException();
}
