namespace FinScoring.Core.Tests;

/// <summary>A test on the public data sets of <c>../shared/data</c>; skipped, visibly, where that folder does not exist.</summary>
public sealed class RealDataFact : FactAttribute
{
    public RealDataFact()
    {
        if (RealData.Folder is null)
            Skip = "The real data sets (../shared/data beside the repository) are not here.";
    }
}

internal static class RealData
{
    /// <summary>The folder of the public data sets, or null.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>A file below the folder, such as loan_german_credit/german_credit.csv.</summary>
    public static string File(string name)
        => Path.Combine(Folder ?? throw new DirectoryNotFoundException("Mark the test with RealDataFact."), name);

    private static string? Find()
    {
        var folder = Repository.Root.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data") : null;
        return Directory.Exists(folder) ? folder : null;
    }
}
