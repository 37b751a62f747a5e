using System.Collections.Immutable;
using FinScoring.Core.Data;

namespace FinScoring.Core.Explanation;

/// <summary>A code and a sentence for every reason that a model's versions can give. Immutable; entries only ever join.</summary>
/// <param name="Reasons">Those of one feature together, features in the order in which they came.</param>
public sealed record ReasonCatalogue(ImmutableArray<ReasonEntry> Reasons)
{
    public static ReasonCatalogue Empty { get; } = new([]);

    /// <summary>Null if there is no such entry.</summary>
    public ReasonEntry? Find(string feature, ReasonDirection direction)
        => Reasons.FirstOrDefault(entry => entry.Feature == feature && entry.Direction == direction);

    /// <summary>With generated entries for what a version can give as a reason and is not here yet; itself if all is.</summary>
    /// <param name="signature">The version's.</param>
    /// <param name="among">Whom scores are compared with, as the end of a sentence.</param>
    public ReasonCatalogue With(Signature signature, string among)
    {
        var all = this;
        foreach (var column in signature.Inputs)
        {
            foreach (var direction in DirectionsOf(column).Where(direction => all.Find(column.Name, direction) is null))
                all = all.With(column.Name, direction, ReasonSentences.Of(column.Name, direction, among));
        }

        return all;
    }

    private ReasonCatalogue With(string feature, ReasonDirection direction, string text)
    {
        var features = Reasons.Select(entry => entry.Feature).Distinct().ToList();
        var number = features.IndexOf(feature) is var known and >= 0 ? known + 1 : features.Count + 1;
        var entry = new ReasonEntry(feature, direction, Free($"R{number:00}{Letter(direction)}"), text, Generated: true);
        var last = Reasons.LastOrDefault(e => e.Feature == feature);
        return new(Reasons.Insert(last is null ? Reasons.Length : Reasons.IndexOf(last) + 1, entry));
    }

    /// <summary>The code, or one like it if someone gave it to another reason.</summary>
    private string Free(string code)
        => Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? code : $"{code}-{i}").First(c => Reasons.All(entry => entry.Code != c));

    private static IEnumerable<ReasonDirection> DirectionsOf(Column column)
    {
        IEnumerable<ReasonDirection> known = column.Kind == ColumnKind.Numeric ? [ReasonDirection.High, ReasonDirection.Low] : [ReasonDirection.Category];
        if (column.Missing) known = known.Append(ReasonDirection.Missing);
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
