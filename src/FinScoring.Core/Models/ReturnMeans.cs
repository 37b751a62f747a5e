namespace FinScoring.Core.Models;

/// <summary>Mean simple returns over the horizon.</summary>
public sealed record ReturnMeans(double Up, double Down)
{
    /// <summary>
    /// The same in units of what is usual, each row's volatility20 times the root of the horizon: least squares through the origin.
    /// expectedReturn mixes these and multiplies by what is usual for its bars. Null in versions stored before there were any, whose
    /// expectedReturn mixes the means themselves.
    /// </summary>
    public UsualReturns? Usual { get; init; }

    /// <summary>The mean over all bars where the event has this probability.</summary>
    public double Mean(double probability) => probability * Up + (1 - probability) * Down;

    /// <param name="probability">Of the event.</param>
    /// <param name="scale">How large a return over the horizon usually is at the bar.</param>
    public double Expected(double probability, double scale)
        => Usual is { } usual ? scale * (probability * usual.Up + (1 - probability) * usual.Down) : Mean(probability);
}

/// <summary>Returns after up and after other bars as multiples of a usual return.</summary>
public sealed record UsualReturns(double Up, double Down);
