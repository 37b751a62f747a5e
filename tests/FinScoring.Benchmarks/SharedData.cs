namespace FinScoring.Benchmarks;

/// <summary>The public data sets beside the repository.</summary>
internal static class SharedData
{
    public static string GermanCredit => File("loan_german_credit/german_credit.csv");

    public static string TaiwanCard => File("loan_taiwan_card_default/taiwan_card_default.csv");

    /// <param name="name">Relative to the folder of all data sets.</param>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static string File(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !System.IO.File.Exists(Path.Combine(root.FullName, "FinScoring.sln")))
            root = root.Parent;
        var path = Path.Combine(root?.Parent?.FullName ?? "", "shared", "data", name);
        return System.IO.File.Exists(path) ? path : throw new FileNotFoundException("The benchmarks need the public data sets in ../shared/data.", path);
    }
}
