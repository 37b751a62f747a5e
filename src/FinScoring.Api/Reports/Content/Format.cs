using System.Globalization;
using FinScoring.Core.Evaluation;

namespace FinScoring.Api.Reports.Content;

/// <summary>Numbers as people read them, the same in every country.</summary>
internal static class Format
{
    /// <summary>For a number that is not there.</summary>
    public const string None = "-";

    /// <summary>A number and its unit stay on one line.</summary>
    private const string Unit = "\u00a0%";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A number about 0 to 1, to three digits: 0.797.</summary>
    public static string Ratio(double? value) => Fixed(value, 3);

    /// <summary>A loss, to four digits: models that are compared differ in the fourth.</summary>
    public static string Loss(double? value) => Fixed(value, 4);

    /// <summary>A difference of two shares in percentage points, without the unit: -7.7.</summary>
    public static string Difference(double? shares) => Fixed(100 * shares, 1);

    /// <summary>0.769-0.823, or -0.012 to 0.020 where a minus would be read as a dash; a unit stands once.</summary>
    public static string Interval(Interval? interval, Func<double?, string> number)
    {
        if (interval is null) return None;
        var low = number(interval.Low).Replace(Unit, "", StringComparison.Ordinal);
        return low + (interval.Low < 0 ? " to " : "-") + number(interval.High);
    }

    /// <summary>0.797 (0.769-0.823).</summary>
    public static string WithInterval(double? value, Interval? interval, Func<double?, string> number)
        => interval is null ? number(value) : $"{number(value)} ({Interval(interval, number)})";

    public static string Ratio(double? value, Interval? interval) => WithInterval(value, interval, Ratio);

    /// <summary>A share of 1: 29.4 %; small ones to two digits.</summary>
    public static string Percent(double? share) => share is { } s ? Hundredths(s) + Unit : None;

    /// <summary>A distance of two shares, in as many digits: 3.4 percentage points.</summary>
    public static string Points(double distance) => Hundredths(distance) + "\u00a0percentage points";

    /// <summary>A share of 1, its percentage to so many digits.</summary>
    public static string FixedPercent(double share, int digits) => Fixed(100 * share, digits) + Unit;

    /// <summary>A share of 1 in as few digits as it has: 20 %. For the ticks of an axis.</summary>
    public static string ShortPercent(double share) => Number(Math.Round(100 * share, 6)) + Unit;

    /// <summary>With thousands separators; a sum of weights to one digit.</summary>
    public static string Count(double count) => count.ToString("#,0.#", Culture);

    /// <summary>Any number: to four digits behind the point, small ones to three that count.</summary>
    public static string Number(double? value) => value is not { } v ? None : Math.Abs(v) switch
    {
        >= 1e15 or (> 0 and < 1e-9) => v.ToString("G3", Culture),
        >= 1e4 => v.ToString("#,0", Culture),
        0 or >= 0.01 => v.ToString("#,0.####", Culture),
        var size => v.ToString("0." + new string('#', 2 - (int)Math.Floor(Math.Log10(size))), Culture),
    };

    /// <summary>To two digits: 1.54.</summary>
    public static string Two(double? value) => Fixed(value, 2);

    /// <summary>To so many digits behind the point, with thousands separators; what rounds to 0 has no sign.</summary>
    public static string Fixed(double? value, int digits)
        => value is not { } v ? None : (Math.Abs(v) < 0.5 * Math.Pow(10, -digits) ? 0 : v).ToString("#,0." + new string('0', digits), Culture);

    /// <summary>The end of a sum: + 0.0800, or - 0.0800.</summary>
    public static string Signed(double value, int digits) => (value < 0 ? "- " : "+ ") + Fixed(Math.Abs(value), digits);

    public static string Day(DateTime? date) => date is { } d ? d.ToString("yyyy-MM-dd", Culture) : None;

    public static string Moment(DateTime date) => date.ToString("yyyy-MM-dd HH:mm:ss", Culture) + " UTC";

    private static string Hundredths(double share) => (100 * share).ToString(Math.Abs(share) is > 0 and < 0.01 ? "0.00" : "0.0", Culture);

    /// <summary>1 row, 2 rows.</summary>
    public static string Of(double count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>a, b and c.</summary>
    public static string And(IReadOnlyList<string> words)
        => words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";

    /// <summary>The first few, and how many more there are.</summary>
    public static string Some(IReadOnlyList<string> words, int most = 10)
        => words.Count <= most ? And(words) : $"{string.Join(", ", words.Take(most))} and {Count(words.Count - most)} more";
}
