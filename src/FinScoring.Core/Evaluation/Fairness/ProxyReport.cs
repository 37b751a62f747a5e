namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>
/// How well a quick model of the features tells the groups of a protected column apart, out of fold: 0.5 is not at all. Where it
/// does, leaving the column out does not keep a model from using what it says.
/// </summary>
/// <param name="Rows">Rows looked at: of known value, and a sample of many.</param>
/// <param name="Auc">Of two groups, either from the other; of more, the mean of <paramref name="Groups"/>.</param>
/// <param name="Groups">Each group from all others; empty for two.</param>
/// <param name="Features">The three features that say most about the column by themselves, by their mean AUC over the groups.</param>
/// <param name="Interval">95 % interval of the AUC; null with more than two groups, each of which has its own, and in what was stored before.</param>
public sealed record ProxyReport(
    int Rows, double Auc, IReadOnlyList<NamedAuc> Groups, IReadOnlyList<NamedAuc> Features, Interval? Interval = null);

/// <summary>The AUC of a group, or of a feature.</summary>
/// <param name="Name">Of which.</param>
/// <param name="Auc">Its AUC.</param>
/// <param name="Interval">The 95 % interval, of a group.</param>
public sealed record NamedAuc(string Name, double Auc, Interval? Interval = null);
