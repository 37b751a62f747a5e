namespace FinScoring.Core.Evaluation;

/// <summary>
/// Logistic recalibration (Cox 1958): the outcome regressed on the log-odds of its probability, by weighted maximum likelihood.
/// Under other weights the line moves as the one through groups of rows does, so that a resample costs little.
/// </summary>
internal sealed class Recalibration
{
    private readonly RowGroups _groups;
    private readonly Fitted? _line;
    private readonly Fitted? _offset;

    /// <param name="logOdds">Of each row, ascending.</param>
    /// <param name="label">What happened.</param>
    /// <param name="weight">Above 0.</param>
    /// <param name="groups">The same rows in groups.</param>
    public Recalibration(double[] logOdds, bool[] label, double[] weight, RowGroups groups)
    {
        _groups = groups;
        if (label.All(y => y) || !label.Any(y => y)) return;
        double[] events = [.. weight.Zip(label, (w, y) => y ? w : 0)];
        _offset = Fit(offsetOnly: true);
        if (Overlap(logOdds, label)) _line = Fit(offsetOnly: false);

        Fitted? Fit(bool offsetOnly)
            => new LogisticFit(logOdds, events, weight, offsetOnly).From(new(0, 1)) is { } rows
                && Through(_groups.Count(weight), offsetOnly, rows) is { } groups
                ? new(rows, groups, offsetOnly)
                : null;
    }

    /// <summary>Each group's event rate by the line; null where there is none.</summary>
    public double[]? Rates => _line is { Groups: var line } ? [.. _groups.LogOdds.Select(x => 1 / (1 + Math.Exp(-line.At(x))))] : null;

    /// <summary>Null where there is none, as in a resample of one class.</summary>
    /// <param name="counted">Events and rows of each group by weight.</param>
    public (double? Slope, double? Intercept) Under((double[] Events, double[] Weight) counted)
        => (Moved(_line, counted)?.Slope, Moved(_offset, counted)?.Offset);

    private LogisticLine? Moved(Fitted? fitted, (double[] Events, double[] Weight) counted)
        => fitted is not null && Through(counted, fitted.OffsetOnly, fitted.Groups) is { } now
            ? new(fitted.Rows.Offset + now.Offset - fitted.Groups.Offset, fitted.Rows.Slope + now.Slope - fitted.Groups.Slope)
            : null;

    private LogisticLine? Through((double[] Events, double[] Weight) counted, bool offsetOnly, LogisticLine from)
        => counted.Events.Sum() / counted.Weight.Sum() is > 0 and < 1
            ? new LogisticFit(_groups.LogOdds, counted.Events, counted.Weight, offsetOnly).From(from)
            : null;

    /// <summary>Without it no slope is the likeliest: the steeper, the better (Albert and Anderson 1984), or any if all are equal.</summary>
    private static bool Overlap(double[] logOdds, bool[] label)
    {
        var (lowestEvent, highestEvent) = Range(logOdds, label, of: true);
        var (lowestOther, highestOther) = Range(logOdds, label, of: false);
        return lowestEvent < highestOther && lowestOther < highestEvent;
    }

    private static (double Low, double High) Range(double[] logOdds, bool[] label, bool of)
    {
        double[] values = [.. logOdds.Where((_, i) => label[i] == of)];
        return (values.Min(), values.Max());
    }

    /// <summary>The line through all rows, and the one through their groups.</summary>
    private sealed record Fitted(LogisticLine Rows, LogisticLine Groups, bool OffsetOnly);
}
