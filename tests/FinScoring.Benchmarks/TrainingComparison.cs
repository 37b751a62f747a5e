namespace FinScoring.Benchmarks;

internal static class TrainingComparison
{
    public static Task<int> RunAsync(Uri url, string csv) => Task.FromResult(url is null || csv is null ? 1 : 0);
}
