using FinScoring.Core.Domains;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Models;

/// <summary>
/// A scorecard as a table: log-odds of the event = <see cref="BaseLogOdds"/> + the log-odds of the bin that each feature's value
/// is in; a value in none of them adds 0. For loan also in points: score = <see cref="BasePoints"/> + the points of those bins,
/// rounded once. Calibration is folded into both.
/// </summary>
/// <param name="Intercept">Of the logistic regression on WOE, before calibration.</param>
/// <param name="BaseLogOdds">The log-odds where every feature adds 0.</param>
/// <param name="BasePoints">Loan: the score where every feature adds 0, on the scale of a policy; unrounded.</param>
/// <param name="Features">The features, in the signature's order.</param>
public sealed record ScorecardTable(double Intercept, double BaseLogOdds, double? BasePoints, IReadOnlyList<ScorecardFeature> Features)
{
    /// <summary>The same with the points of a policy's scale; without points where the policy has no scale.</summary>
    public ScorecardTable On(Policy policy)
    {
        var scale = policy as LoanPolicy;
        return this with
        {
            BasePoints = scale?.Points - scale?.PointsOf(BaseLogOdds + Math.Log(scale.Odds)),
            Features = [.. Features.Select(f => f with { Bins = [.. f.Bins.Select(b => b with { Points = 0 - scale?.PointsOf(b.LogOdds) })] })],
        };
    }
}

/// <summary>A feature of a scorecard.</summary>
/// <param name="Name">The column.</param>
/// <param name="Coefficient">Of its WOE in the logistic regression, before calibration; above 0.</param>
/// <param name="InformationValue">The sum over its bins.</param>
/// <param name="Bins">Ranges or levels, then special values, missing and other.</param>
public sealed record ScorecardFeature(string Name, double Coefficient, double InformationValue, IReadOnlyList<ScorecardBin> Bins);

/// <summary>A bin of a feature, on the rows the model was fitted on.</summary>
/// <param name="Label">The bin in words.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="From">The least number of a range; null for the first.</param>
/// <param name="To">The number below which a range ends; null for the last.</param>
/// <param name="Special">The special value.</param>
/// <param name="Categories">The categories it holds.</param>
/// <param name="Count">Its rows; with weights their sum, at a mean weight of 1.</param>
/// <param name="Events">The events among them.</param>
/// <param name="EventRate">Events / count; null without rows.</param>
/// <param name="WeightOfEvidence">
/// ln(share of the events / share of the others), above 0 where the bin is riskier than average, after one row of the average
/// event rate was added to the bin. 0 for special values, missing and other where their rows are too few to differ from the
/// average by more than chance.
/// </param>
/// <param name="InformationValue">(share of the events - share of the others) * WOE.</param>
/// <param name="LogOdds">What the bin adds to the log-odds of the event.</param>
/// <param name="Points">Loan: what it adds to the score, unrounded.</param>
public sealed record ScorecardBin(
    string Label, BinKind Kind, double? From, double? To, double? Special, IReadOnlyList<string>? Categories,
    double Count, double Events, double? EventRate, double WeightOfEvidence, double InformationValue, double LogOdds, double? Points);
