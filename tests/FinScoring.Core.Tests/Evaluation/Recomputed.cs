namespace FinScoring.Core.Tests.Evaluation;

/// <summary>Figures of predictions by their definitions, pair by pair and threshold by threshold.</summary>
internal sealed class Recomputed(IReadOnlyList<PredictionLine> lines)
{
    private readonly double _total = lines.Sum(l => l.Weight);

    public double Auc => AucOf(lines);

    public double PartialGini => 2 * AucOf([.. lines.Where(l => l.Probability <= 0.4)]) - 1;

    public double LogLoss => Mean(l => -Math.Log(l.Label ? l.Probability : 1 - l.Probability));

    public double Brier => Mean(l => Math.Pow(l.Probability - Outcome(l), 2));

    public double Accuracy => Mean(l => l.Probability >= 0.5 == l.Label ? 1 : 0);

    public double Ks => Thresholds.Max(t => Math.Abs(Share(true, l => l.Probability <= t) - Share(false, l => l.Probability <= t)));

    /// <summary>The precision at each threshold, by the recall it adds.</summary>
    public double PrAuc => Thresholds.Sum(t =>
        Share(true, l => l.Probability == t) * Sum(l => l.Label && l.Probability >= t) / Sum(l => l.Probability >= t));

    /// <summary>Ten bins of equal mass; rows of equal probability share the bin of their middle rank.</summary>
    public (double Probability, double EventRate, int Rows, double Weight)[] Bins =>
    [
        .. lines.GroupBy(l => (int)Math.Min(9, 10 * (Sum(o => o.Probability < l.Probability) + Sum(o => o.Probability == l.Probability) / 2) / _total))
            .OrderBy(bin => bin.Key).Select(bin => (
                bin.Sum(l => l.Weight * l.Probability) / bin.Sum(l => l.Weight), bin.Sum(l => l.Weight * Outcome(l)) / bin.Sum(l => l.Weight),
                bin.Count(), bin.Sum(l => l.Weight))),
    ];

    public double CalibrationError => Bins.Sum(b => b.Weight * Math.Abs(b.Probability - b.EventRate)) / _total;

    /// <summary>What of the outcome a line over the log-odds leaves, by itself and times the log-odds: nothing, if the line is the likeliest.</summary>
    public (double Left, double TimesLogOdds) Residual(double offset, double slope)
    {
        return (Mean(Left), Mean(l => Left(l) * LogOdds(l)));

        double Left(PredictionLine line) => Outcome(line) - 1 / (1 + Math.Exp(-offset - slope * LogOdds(line)));
    }

    public int Count(bool predicted, bool happened) => lines.Count(l => l.Probability >= 0.5 == predicted && l.Label == happened);

    private IEnumerable<double> Thresholds => lines.Select(l => l.Probability).Distinct();

    private static double Outcome(PredictionLine line) => line.Label ? 1 : 0;

    private static double LogOdds(PredictionLine line) => Math.Log(line.Probability / (1 - line.Probability));

    private static double AucOf(IReadOnlyList<PredictionLine> of)
    {
        double won = 0, pairs = 0;
        foreach (var hit in of.Where(l => l.Label))
        {
            foreach (var other in of.Where(l => !l.Label))
            {
                pairs += hit.Weight * other.Weight;
                won += hit.Weight * other.Weight * (hit.Probability > other.Probability ? 1 : hit.Probability == other.Probability ? 0.5 : 0);
            }
        }

        return won / pairs;
    }

    private double Mean(Func<PredictionLine, double> of) => lines.Sum(l => l.Weight * of(l)) / _total;

    private double Sum(Func<PredictionLine, bool> which) => lines.Where(which).Sum(l => l.Weight);

    private double Share(bool label, Func<PredictionLine, bool> which) => Sum(l => l.Label == label && which(l)) / Sum(l => l.Label == label);
}
