using System.Collections.Immutable;
using FinScoring.Core.Data;

namespace FinScoring.Core.Explanation;

/// <summary>A code and a sentence for every reason that a model's versions can give. Immutable; entries only ever join.</summary>
/// <param name="Reasons">Those of one feature together, features in the order in which they came.</param>
public sealed record ReasonCatalogue(ImmutableArray<ReasonEntry> Reasons)
{
    public static ReasonCatalogue Empty { get; } = new([]);

    /// <summary>With generated entries for what a version can give as a reason and is not here yet; itself if all is.</summary>
    /// <param name="signature">The version's.</param>
    /// <param name="among">Whom scores are compared with, as the end of a sentence.</param>
    /// <param name="fillsMissing">Whether any value may be missing, and not only those that training rows lacked.</param>
    public ReasonCatalogue With(Signature signature, string among, bool fillsMissing = false)
    {
        var known = Reasons.Select(entry => (entry.Feature, entry.Direction)).ToHashSet();
        (string Feature, ReasonDirection Direction)[] missing
            = [.. signature.Inputs.SelectMany(column => DirectionsOf(column, fillsMissing).Select(direction => (column.Name, direction))).Where(reason => !known.Contains(reason))];
        if (missing.Length == 0) return this;

        var codes = Reasons.Select(entry => entry.Code).ToHashSet();
        var features = new OrderedDictionary<string, List<ReasonEntry>>();
        foreach (var entry in Reasons) Place(entry.Feature).Add(entry);
        foreach (var (feature, direction) in missing)
        {
            var entries = Place(feature);
            var code = Free($"R{features.IndexOf(feature) + 1:00}{Letter(direction)}", codes);
            entries.Add(new(feature, direction, code, ReasonSentences.Of(feature, direction, among), Generated: true));
        }

        return new([.. features.Values.SelectMany(entries => entries)]);

        List<ReasonEntry> Place(string feature)
        {
            if (!features.TryGetValue(feature, out var entries)) features.Add(feature, entries = []);
            return entries;
        }
    }

    /// <summary>The code, or one like it if someone gave it to another reason; taken from now on.</summary>
    private static string Free(string code, HashSet<string> taken)
        => Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? code : $"{code}-{i}").First(taken.Add);

    private static IEnumerable<ReasonDirection> DirectionsOf(Column column, bool fillsMissing)
    {
        IEnumerable<ReasonDirection> known = column.Kind == ColumnKind.Numeric ? [ReasonDirection.High, ReasonDirection.Low] : [ReasonDirection.Category];
        if (column.Missing || fillsMissing) known = known.Append(ReasonDirection.Missing);
        return column.Specials is null ? known : known.Append(ReasonDirection.Special);
    }

    private static char Letter(ReasonDirection direction) => direction.ToString()[0];
}

/// <summary>One reason: what it is about, its code and its sentence.</summary>
/// <param name="Feature">A column of the training file.</param>
/// <param name="Direction">high, low, missing, special or category: what about its value.</param>
/// <param name="Code">Short and stable; no other reason of the model has it.</param>
/// <param name="Text">A sentence for the person, in any language.</param>
/// <param name="Generated">Whether the service wrote it; false once someone set it.</param>
public sealed record ReasonEntry(string Feature, ReasonDirection Direction, string Code, string Text, bool Generated = false);
