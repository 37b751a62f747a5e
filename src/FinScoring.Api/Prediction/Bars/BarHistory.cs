using FinScoring.Core.Domains;

namespace FinScoring.Api.Prediction.Bars;

/// <summary>The last look-back bars of one symbol, in the order of their dates.</summary>
internal sealed class BarHistory
{
    private DateTime? _last;
    private bool _zoned;
    private bool _gapBefore;
    private int _sinceGap = BarWindow.LookBack;

    public BarWindow Window { get; } = new();

    /// <summary>Whether a bar in error was left out among the bars of the window, which so spans more time than it seems.</summary>
    public bool BridgesGap => _sinceGap < BarWindow.LookBack;

    /// <summary>Whether the bar added last did not trade, so that it is no step of the window.</summary>
    public bool IsIdle { get; private set; }

    /// <summary>A bar that might have been the next one was lost.</summary>
    public void Break() => _gapBefore = _last is not null;

    /// <summary>Adds the bar that the fields hold, unless its own values are wrong or it is out of order.</summary>
    public void Add(BarFields fields)
    {
        var bar = fields.Finish();
        IsIdle = false;
        if (fields.IsBroken || !Window.IsIdle(bar))
            fields.NeedVolume();
        if (!fields.IsBroken && bar.Date <= _last)
            fields.Break(BarLayout.Date, "must be later than the date of the bar before.");
        if (!fields.IsBroken && _last is not null && fields.IsZoned != _zoned)
            fields.Break(BarLayout.Date, "must have an offset from UTC as the bar before, or none.");
        if (fields.IsBroken)
        {
            Break();
            return;
        }

        IsIdle = !Window.Add(bar);
        (_last, _zoned) = (bar.Date, fields.IsZoned);
        if (IsIdle)
            return;
        _sinceGap = _gapBefore ? 1 : Math.Min(_sinceGap + 1, BarWindow.LookBack);
        _gapBefore = false;
    }
}
