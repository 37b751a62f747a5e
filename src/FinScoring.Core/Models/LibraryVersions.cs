using System.Reflection;
using System.Text.Json;
using Microsoft.ML;

namespace FinScoring.Core.Models;

/// <summary>The libraries a model was made with.</summary>
internal static class LibraryVersions
{
    private static readonly string[] Named = ["Microsoft.ML", "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm", "LightGBM"];

    /// <summary>Library to version: packages as the running program's dependency file states them, and FinScoring.</summary>
    public static IReadOnlyDictionary<string, string> Read()
    {
        var packages = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string ?? string.Empty)
            .Split(Path.PathSeparator == ':' ? [';', ':'] : [';'], StringSplitOptions.RemoveEmptyEntries)
            .Where(File.Exists).SelectMany(Packages)
            .Where(p => Named.Contains(p.Name)).DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Version);
        packages.TryAdd("Microsoft.ML", typeof(MLContext).Assembly.GetName().Version?.ToString(3) ?? "unknown");
        packages["FinScoring"] = typeof(LibraryVersions).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return packages;
    }

    private static IEnumerable<(string Name, string Version)> Packages(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.GetProperty("libraries").EnumerateObject()
            .Select(l => l.Name.Split('/')).Where(l => l.Length == 2).Select(l => (l[0], l[1]))];
    }
}
