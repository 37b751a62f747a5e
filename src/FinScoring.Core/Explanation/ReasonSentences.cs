using System.Text.RegularExpressions;

namespace FinScoring.Core.Explanation;

/// <summary>Plain English for a reason, until someone writes a better one. No value of a row is part of it.</summary>
internal static partial class ReasonSentences
{
    /// <param name="feature">The column's name: past_delinquencies reads "Past delinquencies".</param>
    /// <param name="direction">What about its value.</param>
    /// <param name="among">Whom scores are compared with, as the end of a sentence.</param>
    public static string Of(string feature, ReasonDirection direction, string among) => $"{Readable(feature)}: " + direction switch
    {
        ReasonDirection.High => $"higher than usual among {among}",
        ReasonDirection.Low => $"lower than usual among {among}",
        ReasonDirection.Missing => "not given",
        ReasonDirection.Special => "a special code instead of a number",
        _ => $"riskier than usual among {among}",
    };

    private static string Readable(string feature)
    {
        var words = Breaks().Replace(feature, " ").Trim();
        return words.Length == 0 ? feature : char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex(@"[_\s.]+")]
    private static partial Regex Breaks();
}
