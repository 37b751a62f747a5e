using System.Text.RegularExpressions;

namespace FinScoring.Core.Models;

/// <summary>A model: a domain and a name in it.</summary>
public sealed partial record ModelKey(string Domain, string Name)
{
    public const string DefaultName = "default";

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    public VersionKey Version(int version) => new(this, version);

    public override string ToString() => $"{Domain}/{Name}";

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,62}\z")]
    private static partial Regex NamePattern();
}

/// <summary>One version of a model.</summary>
public sealed record VersionKey(ModelKey Model, int Version)
{
    public override string ToString() => $"{Model}/{Version}";
}
