using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>What of <see cref="TabularRows"/> would fail, as far as a profile of the file can tell.</summary>
internal static class TabularLook
{
    public static void Check(FileProfile profile, TrainingOptions options)
    {
        if (profile.Kind(options.Time) is not (null or ColumnKind.Date))
            profile.Findings.Add("time", "time must be a column of ISO 8601 dates, such as 2024-05-31.");
        if (profile.Find(options.Weight) is { } weight && !profile.ColumnFindings.Has(weight.Name) && (profile.Kind(options.Weight) != ColumnKind.Numeric || weight.Numbers.Min <= 0))
            profile.Findings.Add("weight", "weight must be a column of positive numbers.");
        MonotoneCheck.Columns(profile.Kinds, options, profile.Findings);
        SpecialsOption.Check(profile.Kinds, options.Specials, profile.Findings);
        LabelHorizon.Of(options, profile.Findings);
        if (options.Label is null)
            profile.Findings.Add("label", "label is required: the column to learn.");
        else if (profile.Find(options.Label) is { } label && profile.Rows > 0)
            LabelReader.Event(Values(label, profile.Kind(options.Label)), options.Positive, profile.Findings);
    }

    // Null for dates. More than the profile keeps are too many for a label anyway.
    private static string[]? Values(ColumnProfile label, ColumnKind? kind) => kind switch
    {
        ColumnKind.Date => null,
        ColumnKind.Numeric => [.. label.Numbers.Distinct.Select(n => n.ToString("R", CultureInfo.InvariantCulture))],
        _ => [.. label.Texts],
    };
}
