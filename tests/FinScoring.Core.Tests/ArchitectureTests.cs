using System.Text.RegularExpressions;

namespace FinScoring.Core.Tests;

/// <summary>Holds the arrows: Data, Domains, the four stages that do not know each other, Models, Scoring, Explanation; Core never sees the API.</summary>
public partial class ArchitectureTests
{
    private const string Names = "Data|Domains|Normalization|Selection|Training|Evaluation|Models|Scoring|Explanation";

    private static readonly string[] Stages = ["Normalization", "Selection", "Training", "Evaluation"];

    [Fact]
    public void No_namespace_of_core_names_one_after_it_and_no_stage_another()
        => Assert.Empty(
            from source in Sources()
            from name in Name().Matches(source.Text).Select(m => m.Groups["name"].Value).Distinct()
            where source.Folder != "" && name != source.Folder && Rank(name) >= Rank(source.Folder)
            select $"{source.File} names {name}");

    [Fact]
    public void Core_names_neither_the_api_nor_http()
        => Assert.Empty(Sources().Where(s => s.Text.Contains("FinScoring.Api") || s.Text.Contains("Microsoft.AspNetCore")).Select(s => s.File));

    private static int Rank(string name) => Stages.Contains(name) ? 2 : Array.IndexOf(["Data", "Domains", "", "Models", "Scoring", "Explanation"], name);

    private static IEnumerable<(string File, string Folder, string Text)> Sources()
    {
        var core = Path.Combine(Repository.Root.FullName, "src", "FinScoring.Core");
        var sources = Directory.GetFiles(core, "*.cs", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(core, f)).Where(f => !f.StartsWith("obj"));
        return sources.Select(f => (f, Path.GetDirectoryName(f)!.Split(Path.DirectorySeparatorChar)[0], File.ReadAllText(Path.Combine(core, f))));
    }

    // In full, as in a using, or from the root namespace on: Data.Table.
    [GeneratedRegex($@"FinScoring\.Core\.(?<name>{Names})\b|(?<![\w.""])(?<name>{Names})\.[A-Z]")]
    private static partial Regex Name();
}
