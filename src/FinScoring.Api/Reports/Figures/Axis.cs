using FinScoring.Api.Reports.Content;

namespace FinScoring.Api.Reports.Figures;

/// <summary>A place on an axis that is named.</summary>
internal readonly record struct Tick(double At, string Label);

/// <summary>A linear axis; From may be above To, which turns it round.</summary>
internal sealed record Axis(string Title, double From, double To, IReadOnlyList<Tick> Ticks)
{
    private const int About = 5;

    /// <summary>Within a range, where no tick stands at an end, fewer say little.</summary>
    public const int Fewest = 4;

    /// <summary>From 0 % to 100 %.</summary>
    public static Axis Share(string title)
        => new(title, 0, 1, [.. Enumerable.Range(0, 6).Select(i => new Tick(i / 5.0, $"{20 * i} %"))]);

    /// <summary>Round numbers around a range, which grows to them at its end; one without width gets some.</summary>
    public static Axis Round(string title, double from, double to, Func<double, string> label)
    {
        if (!(to > from)) to = from + Math.Max(Math.Abs(from), 1) / 10;
        var step = Step(from, to);
        double first = Math.Floor(from / step + 1e-9), last = Math.Ceiling(to / step - 1e-9);
        return new(title, first * step, last * step, [.. Between(first, last, step, label)]);
    }

    /// <summary>The same for numbers that have no unit, all ticks with as many digits behind the point as their step has.</summary>
    public static Axis Round(string title, double from, double to)
    {
        var axis = Round(title, from, to, _ => "");
        var digits = Math.Max(0, -(int)Math.Floor(Math.Log10((axis.To - axis.From) / (axis.Ticks.Count - 1)) + 1e-9));
        return axis with { Ticks = [.. axis.Ticks.Select(tick => tick with { Label = Format.Fixed(tick.At, digits) })] };
    }

    /// <summary>Round numbers within a range; none where it has no width.</summary>
    public static IReadOnlyList<Tick> Inside(double from, double to, Func<double, string> label)
    {
        var ticks = Ticks(Step(from, to));
        return ticks.Length < Fewest ? Ticks(Step(from, (from + to) / 2)) : ticks;

        Tick[] Ticks(double step) => [.. Between(Math.Ceiling(from / step - 1e-9), Math.Floor(to / step + 1e-9), step, label)];
    }

    /// <summary>Names things one by one, from 1.</summary>
    public static Axis Numbered(string title, int count)
    {
        var every = (count + 9) / 10;
        var named = Enumerable.Range(1, count).Where(i => (i - 1) % every == 0);
        return new(title, 0.5, count + 0.5, [.. named.Select(i => new Tick(i, Format.Count(i)))]);
    }

    // Counted: numbers too large for their range do not change by 1, and without a range neither end is a number.
    private static IEnumerable<Tick> Between(double first, double last, double step, Func<double, string> label)
    {
        var count = last >= first ? (int)(last - first) + 1 : 0;
        return Enumerable.Range(0, count).Select(i => (first + i) * step).Select(at => new Tick(at, label(at)));
    }

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double Step(double from, double to)
    {
        var least = (to - from) / About;
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * (least <= power * 1.000001 ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
    }
}
