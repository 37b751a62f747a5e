using FinScoring.Core.Domains;

namespace FinScoring.Api.Prediction.Bars;

/// <summary>The last look-back bars of one symbol, in the order of their dates.</summary>
internal sealed class BarHistory
{
    private DateTime? _last;
    private bool _zoned;

    public BarWindow Window { get; } = new();

    /// <summary>Adds the bar that the fields hold, unless its own values are wrong or it is out of order.</summary>
    public void Add(BarFields fields)
    {
        var bar = fields.Finish();
        if (!fields.IsBroken && bar.Date <= _last)
            fields.Break(BarLayout.Date, "must be later than the date of the bar before.");
        if (!fields.IsBroken && _last is not null && fields.IsZoned != _zoned)
            fields.Break(BarLayout.Date, "must have an offset from UTC as the bar before, or none.");
        if (fields.IsBroken)
            return;
        Window.Add(bar);
        (_last, _zoned) = (bar.Date, fields.IsZoned);
    }
}
