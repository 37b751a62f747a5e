namespace FinScoring.Core.Evaluation;

/// <summary>P(event) = σ(offset + slope * log-odds).</summary>
internal readonly record struct LogisticLine(double Offset, double Slope)
{
    public double At(double logOdds) => Offset + Slope * logOdds;
}

/// <summary>
/// The likeliest line through groups of rows, by Newton's method, each step halved until the loss falls: it is convex, so the
/// steps arrive. With a slope of 1 where only the offset is wanted.
/// </summary>
/// <param name="logOdds">Of each group, ascending.</param>
/// <param name="events">Weight of its events.</param>
/// <param name="weight">Weight of all its rows.</param>
/// <param name="offsetOnly">Leaves the slope alone.</param>
internal readonly struct LogisticFit(double[] logOdds, double[] events, double[] weight, bool offsetOnly)
{
    private const int MostSteps = 100;
    private const int MostHalvings = 60;

    /// <summary>
    /// What a step may add to a row's log-odds. Where every row is nearly certain the curvature tells nothing, and a longer step
    /// ends where it tells even less.
    /// </summary>
    private const double Farthest = 5;

    /// <summary>Of the loss per unit of weight: the search ends where a step would gain less, and takes it.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>Null if the arithmetic does not find it.</summary>
    public LogisticLine? From(LogisticLine line)
    {
        var enough = Tolerance * weight.Sum();
        var place = At(line);
        for (var n = 0; n < MostSteps && double.IsFinite(place.Gain); n++)
        {
            if (place.Gain <= enough) return place.Moved(1);
            if (Lower(place) is not { } lower) return null;
            place = lower;
        }

        return null;
    }

    private Place? Lower(Place from)
    {
        var move = Math.Max(Math.Abs(from.Step.At(logOdds[0])), Math.Abs(from.Step.At(logOdds[^1])));
        for (var (n, part) = (0, Math.Min(1, Farthest / move)); n < MostHalvings; n++, part /= 2)
        {
            var next = At(from.Moved(part));
            if (next.Loss < from.Loss) return next;
        }

        return null;
    }

    private Place At(LogisticLine line)
    {
        double loss = 0, g = 0, gx = 0, v = 0, vx = 0, vxx = 0;
        for (var i = 0; i < logOdds.Length; i++)
        {
            double x = logOdds[i], z = line.At(x), small = Math.Exp(-Math.Abs(z)), sum = 1 + small;
            var residual = events[i] - weight[i] * (z >= 0 ? 1 : small) / sum;
            var curvature = weight[i] * small / (sum * sum);
            loss += weight[i] * (Math.Log(sum) + Math.Max(z, 0)) - events[i] * z;
            g += residual;
            gx += residual * x;
            v += curvature;
            vx += curvature * x;
            vxx += curvature * x * x;
        }

        if (offsetOnly) return new(line, loss, new(g / v, 0), g * g / v);
        var determinant = v * vxx - vx * vx;
        LogisticLine step = new((vxx * g - vx * gx) / determinant, (v * gx - vx * g) / determinant);
        return new(line, loss, step, g * step.Offset + gx * step.Slope);
    }

    /// <summary>A line, its loss, the Newton step from there, and twice what it should gain.</summary>
    private readonly record struct Place(LogisticLine Line, double Loss, LogisticLine Step, double Gain)
    {
        public LogisticLine Moved(double part) => new(Line.Offset + part * Step.Offset, Line.Slope + part * Step.Slope);
    }
}
