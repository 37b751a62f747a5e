namespace FinScoring.Core.Data;

/// <summary>Whether the label of a loan or risk file has two values and one of them is the event.</summary>
internal static class LabelChecks
{
    public static void Label(FileProfile profile, TrainingOptions options)
    {
        if (options.Horizon is not null && options.Time is null)
            profile.Findings.Add("horizon", "horizon needs time, the column of dates that it counts along.");
        if (options.Label is null)
        {
            profile.Findings.Add("label", "label is required: the column to learn.");
            return;
        }
        var position = profile.Find(options.Label);
        if (position >= 0 && profile.Rows > 0)
            Values(profile, profile.Columns[position], profile.Kinds[position], options.Positive);
    }

    private static void Values(FileProfile profile, ColumnProfile column, ColumnKind kind, string? positive)
    {
        var isNumber = kind == ColumnKind.Numeric;
        var classes = isNumber ? column.Numbers.Distinct.Count : column.Texts.Count;
        if (column.Cells == 0)
            profile.Findings.Add("label", "The label is blank in every row.");
        else if (classes == 1)
            profile.Findings.Add("label", "The label has one value only; two are needed.");
        else if (classes > 2)
            profile.Findings.Add("label", "The label has more than two values; exactly two are needed.");
        else if (positive is null ? !SpeakForThemselves(column, isNumber) : !Has(column, isNumber, positive.Trim()))
            profile.Findings.Add("positive", positive is null ? "Name the label value that is the event in positive." : "positive is no value of the label.");
    }

    // 0 and 1, or true and false in any case.
    private static bool SpeakForThemselves(ColumnProfile column, bool isNumber) => isNumber
        ? column.Numbers.Distinct.All(n => n is 0 or 1)
        : column.Texts.All(t => t.Equals("true", StringComparison.OrdinalIgnoreCase) || t.Equals("false", StringComparison.OrdinalIgnoreCase));

    private static bool Has(ColumnProfile column, bool isNumber, string value) => isNumber
        ? Cell.TryNumber(value, decimalComma: false, out var number) && column.Numbers.Distinct.Contains(number)
        : column.Texts.Contains(value);
}
