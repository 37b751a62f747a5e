using FinScoring.Core.Data;

namespace FinScoring.Api.Models;

/// <summary>What a client would have to change when another version becomes champion.</summary>
/// <param name="Added">Fields that only the new version has.</param>
/// <param name="Removed">Fields that only the champion has.</param>
/// <param name="Changed">Fields of another kind, and for trade another look-back or horizon.</param>
/// <param name="NowRequired">Fields that a request to the champion may lack and one to the new version may not.</param>
internal sealed record SignatureDifference(
    IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<FieldChange> Changed, IReadOnlyList<string> NowRequired)
{
    /// <summary>Null if requests to the one fit the other.</summary>
    public static SignatureDifference? Between(Signature champion, Signature next)
    {
        var before = champion.Fields.ToDictionary(field => field.Name);
        var after = next.Fields.ToDictionary(field => field.Name);
        string[] common = [.. after.Keys.Where(before.ContainsKey)];
        var difference = new SignatureDifference(
            [.. after.Keys.Where(name => !before.ContainsKey(name))],
            [.. before.Keys.Where(name => !after.ContainsKey(name))],
            [.. common.Select(name => Change(before[name], after[name])).OfType<FieldChange>(), .. Spans(champion, next)],
            [.. common.Where(name => before[name].Missing && !after[name].Missing)]);
        return difference.IsEmpty ? null : difference;
    }

    private bool IsEmpty => Added.Count + Removed.Count + Changed.Count + NowRequired.Count == 0;

    private static FieldChange? Change(Column before, Column after) => before.Kind == after.Kind
        ? null
        : new(after.Name, before.Kind.ToString().ToLowerInvariant(), after.Kind.ToString().ToLowerInvariant());

    private static IEnumerable<FieldChange> Spans(Signature champion, Signature next)
    {
        if (champion.LookBack != next.LookBack)
            yield return new("lookBack", $"{champion.LookBack} bars", $"{next.LookBack} bars");
        if (champion.Horizon != next.Horizon)
            yield return new("horizon", $"{champion.Horizon} bars", $"{next.Horizon} bars");
    }
}

/// <summary>A field before and after.</summary>
internal sealed record FieldChange(string Field, string From, string To);
