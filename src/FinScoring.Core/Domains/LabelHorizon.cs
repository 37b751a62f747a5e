using System.Globalization;
using System.Text.RegularExpressions;
using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>
/// How far a label looks ahead: a number of dates (of the row's group, if there are groups), or an ISO 8601 duration added
/// to the row's date by the calendar.
/// </summary>
internal sealed partial class LabelHorizon
{
    private const int MostDates = 100_000;
    private const int MostMonths = 100 * 12;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100 * 366);

    private readonly int? _dates;
    private readonly int _months;
    private readonly TimeSpan _time;

    private LabelHorizon(int? dates, int months, TimeSpan time) => (_dates, _months, _time) = (dates, months, time);

    /// <summary>Null unless it is a whole number from 1 to 100,000 or a duration of more than nothing and at most a century.</summary>
    public static LabelHorizon? Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var dates))
            return dates is > 0 and <= MostDates ? new(dates, 0, default) : null;
        if (Duration().Match(text) is not { Success: true } match) return null;
        var months = 12 * Part(match, 1) + Part(match, 2);
        var time = new TimeSpan(7 * Part(match, 3) + Part(match, 4), Part(match, 5), Part(match, 6), Part(match, 7));
        return months + time.Ticks > 0 && months <= MostMonths && time <= Longest ? new(null, months, time) : null;
    }

    /// <summary>The horizon of the options; null if there is none, or with a finding if it is none.</summary>
    public static LabelHorizon? Of(TrainingOptions options, Findings findings)
    {
        if (options.Horizon is null) return null;
        if (options.Time is null) findings.Add("horizon", "horizon needs time, the column of dates that it counts along.");
        var horizon = Parse(options.Horizon);
        if (horizon is null)
            findings.Add("horizon", $"horizon must be a whole number of rows, 1 to {MostDates}, or an ISO 8601 duration of at most a century, such as P12M.");
        return horizon;
    }

    /// <summary>When the label of each row is known, UTC ticks.</summary>
    /// <param name="time">UTC ticks of the rows.</param>
    /// <param name="group">Group codes of the rows, or null.</param>
    public long[] Ends(long[] time, int[]? group)
    {
        if (_dates is not { } ahead) return Array.ConvertAll(time, Add);
        var pace = Pace([.. time.Distinct().Order()]) ?? 0;
        var ends = new long[time.Length];
        foreach (var rows in Enumerable.Range(0, time.Length).GroupBy(r => group?[r] ?? 0))
        {
            long[] dates = [.. rows.Select(r => time[r]).Distinct().Order()];
            foreach (var row in rows) ends[row] = DateAhead(dates, Array.BinarySearch(dates, time[row]) + ahead, Pace(dates) ?? pace);
        }

        return ends;
    }

    /// <summary>The date at an index. Beyond the last date the file does not say; the dates then go on at the pace they had.</summary>
    private static long DateAhead(long[] dates, int index, long pace)
        => index < dates.Length
            ? dates[index]
            : (long)Math.Min(dates[^1] + (double)pace * (index - dates.Length + 1), DateTime.MaxValue.Ticks);

    private static long? Pace(long[] dates) => dates.Length > 1 ? (dates[^1] - dates[0]) / (dates.Length - 1) : null;

    private static int Part(Match match, int group)
        => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    private long Add(long time)
    {
        var date = new DateTime(time, DateTimeKind.Utc);
        return date.Year > 9700 ? DateTime.MaxValue.Ticks : (date.AddMonths(_months) + _time).Ticks;
    }

    [GeneratedRegex(@"\AP(?=.)(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})S)?)?\z")]
    private static partial Regex Duration();
}
