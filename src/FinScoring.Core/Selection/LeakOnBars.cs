namespace FinScoring.Core.Selection;

/// <summary>
/// A column of bars that tells directions better than honest ones do: out of fold with an AUC of .48 to .53, above .56 look for
/// the leak.
/// </summary>
/// <param name="Of">label: the column tells the event, out of fold. level, change: it, or its change since the bar before, tells the direction of a bar to come.</param>
/// <param name="Ahead">How many bars after its own that bar is; null for the label.</param>
/// <param name="Auc">Of the higher values of what rises with the price, of the lower ones of what falls.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="AucOfSameBar">The same for the direction of the column's own bar, of which a column dated right tells more; null for the label.</param>
public sealed record LeakOnBars(string Of, int? Ahead, double Auc, double Low, double High, double? AucOfSameBar)
{
    internal const string Label = "label", Level = "level", Change = "change";

    /// <summary>An AUC above this is not to be had of directions.</summary>
    private const double Honest = 0.56;

    public static bool IsBeyond(double? auc) => auc > Honest;

    /// <summary>What is suspicious about the column of this name.</summary>
    public string Sentence(string name)
    {
        var figures = FormattableString.Invariant($"AUC {Auc:0.000}, {Low:0.000} to {High:0.000}");
        if (Of == Label) return $"column {name} alone tells the direction too well (out-of-fold {figures}; honest ones reach 0.53).";
        var what = Of == Change ? $"the change of column {name} since the bar before" : $"column {name}";
        var same = AucOfSameBar is { } auc ? FormattableString.Invariant($"{auc:0.000}") : "undefined";
        return $"{what} tells the direction of {(Ahead == 1 ? "the next bar" : $"the bar {Ahead} later")} ({figures}; that of its own bar: {same}), "
            + $"as if it were dated {(Ahead == 1 ? "a bar" : $"{Ahead} bars")} early.";
    }
}
