namespace FinScoring.Core.Tests;

internal static class Repository
{
    /// <summary>The folder of the solution these tests were built in.</summary>
    public static DirectoryInfo Root { get; } = Find(new(AppContext.BaseDirectory));

    private static DirectoryInfo Find(DirectoryInfo folder)
        => File.Exists(Path.Combine(folder.FullName, "FinScoring.sln")) ? folder : Find(folder.Parent ?? throw new DirectoryNotFoundException("FinScoring.sln"));
}
