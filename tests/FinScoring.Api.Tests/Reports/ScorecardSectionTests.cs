using System.Globalization;
using System.Text.RegularExpressions;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Api.Tests.Reports;

public sealed class ScorecardSectionTests
{
    // 10 events in 100 rows, so that r is 0.1.
    private static readonly ScorecardFeature Purpose = new("purpose", 1.25, 0.3,
    [
        Bin(BinKind.Levels, ["car", "other"], count: 60, events: 2, weight: Weight(2, 58)),
        Bin(BinKind.Levels, ["repairs"], count: 35, events: 8, weight: Weight(8, 27)),
        Bin(BinKind.Missing, null, count: 5, events: 0, weight: 0),
        Bin(BinKind.Other, null, count: 0, events: 0, weight: 0),
    ]);

    [Fact]
    public void A_score_can_be_recomputed_from_what_the_section_prints()
    {
        var page = Page.Of(Trained.Source(Card(Purpose), new LoanPolicy { Points = 500, Odds = 10, PointsToDouble = 30 }));
        var text = page.TextOf("scorecard");
        double slope = Printed(text, @"Log-odds of a bin = (\S+) x coefficient"), intercept = Printed(text, @"intercept (\S+) - 0\.2500");
        double points = Printed(text, @"Points = -(\d+) / ln 2"), coefficient = Printed(text, @"coefficient (\d\.\d+)");
        double scale = Printed(text, @"base points = (\d+) -"), odds = Printed(text, @"base log-odds \+ ln (\d+)\)");

        var rows = page.Table("scorecard", "Bins of purpose");
        foreach (var row in rows[..2])
        {
            double count = double.Parse(row[2], CultureInfo.InvariantCulture), events = double.Parse(row[4], CultureInfo.InvariantCulture);
            var weight = Math.Log((events + 0.1) / (count - events + 0.9)) - Math.Log(10.0 / 90);
            Assert.Equal(weight, double.Parse(row[6], CultureInfo.InvariantCulture), 0.0005);
            Assert.Equal(-points / Math.Log(2) * slope * coefficient * weight, double.Parse(row[^1], CultureInfo.InvariantCulture), 0.01);
        }

        var basePoints = scale - points / Math.Log(2) * (slope * intercept - 0.25 + Math.Log(odds));
        Assert.Equal(basePoints, Printed(text, @"A score is (\S+) base points"), 0.01);
        double[] parts = [.. rows[..3].Select(row => double.Parse(row[^1], CultureInfo.InvariantCulture))];
        Assert.Equal(Math.Round(basePoints + parts.Min()), Printed(text, @"lowest score there can be is (\d+)"));
        Assert.Equal(Math.Round(basePoints + parts.Max()), Printed(text, @"highest (\d+)\."));
    }

    [Fact]
    public void A_category_called_other_is_not_taken_for_any_other_value_and_bins_without_rows_are_left_out()
    {
        var page = Page.Of(Trained.Source(Card(Purpose with { Bins = [.. Purpose.Bins.SkipLast(1), Purpose.Bins[^1] with { Count = 3, EventRate = 0 }] })));
        Assert.Equal(["car and other", "repairs", "missing (neutral)", "any other value (neutral)", "all"], Labels(page));
        Assert.Equal(["car and other", "repairs", "missing (neutral)", "all"], Labels(Page.Of(Trained.Source(Card(Purpose)))));
        Assert.Equal(3, Page.Of(Trained.Source(Card(Purpose))).Section("scorecard").Descendants("rect").Count(IsBar));

        static string[] Labels(Page page) => [.. page.Table("scorecard", "Bins of purpose").Select(row => row[1])];
        static bool IsBar(System.Xml.Linq.XElement rect) => rect.Attribute("height")!.Value != "10";
    }

    [Theory]
    [InlineData(new[] { 2, 4, 6 }, "event rate rising)")]
    [InlineData(new[] { 6, 4, 4 }, "event rate falling)")]
    [InlineData(new[] { 2, 6, 4 }, "event rate neither rising nor falling throughout)")]
    [InlineData(new[] { 2 }, "coefficient 1.0000)")]
    public void Where_the_event_rate_of_a_number_goes_is_said(int[] events, string caption)
    {
        ScorecardBin[] bins = [.. events.Select(e => Bin(BinKind.Range, null, 20, e, 0.5)), Bin(BinKind.Missing, null, 5, 5, 1)];
        Assert.Contains(caption, Page.Of(Trained.Source(Card(new("income", 1, 0.1, bins)))).TextOf("scorecard"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_base_log_odds_hold_is_named()
    {
        Assert.Contains(
            "0.8000 x intercept -1.5000 - 0.2500 (the offset of the calibration) = -1.4500.",
            Page.Of(Trained.Source(Card(Purpose))).TextOf("scorecard"), StringComparison.Ordinal);
        // Of an offset of -0.25 the shift is -0.75.
        var moved = Card(Purpose) with { PriorCorrection = new(0.05, 0.1, -0.75) };
        Assert.Contains(
            "intercept -1.5000 + 0.5000 (the offset of the calibration) - 0.7500 (the shift to the population's event rate) = -1.4500.",
            Page.Of(Trained.Source(moved)).TextOf("scorecard"), StringComparison.Ordinal);
        var raw = Card(Purpose) with { Calibration = null, LogOdds = new(1, 0), Scorecard = new(-1.5, -1.5, null, [Purpose]) };
        Assert.Contains("Base log-odds = intercept -1.5000 = -1.5000.", Page.Of(Trained.Source(raw)).TextOf("scorecard"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_scorecard_stands_before_the_effects()
    {
        var page = Page.Of(Trained.Source(Trained.Manifest("loan", "scorecard"), view: Trained.View("loan", "scorecard")));
        var sections = page.Sections.ToList();
        Assert.True(sections.IndexOf("scorecard") < sections.IndexOf("effects"));
    }

    private static Manifest Card(ScorecardFeature feature)
    {
        const double Slope = 0.8, Offset = -0.25, Intercept = -1.5;
        var manifest = Trained.Manifest("loan", "scorecard");
        var scaled = feature with { Bins = [.. feature.Bins.Select(b => b with { LogOdds = Slope * feature.Coefficient * b.WeightOfEvidence })] };
        return manifest with
        {
            LogOdds = new(Slope, Offset),
            Calibration = new(true, new(Slope, Offset), 0.2, 0.1),
            Scorecard = new(Intercept, Slope * Intercept + Offset, null, [scaled]),
        };
    }

    /// <summary>With one row of the average event rate more.</summary>
    private static double Weight(double events, double others) => Math.Log((events + 0.1) / (others + 0.9) * 90 / 10);

    private static ScorecardBin Bin(BinKind kind, string[]? levels, double count, double events, double weight) => new(
        kind == BinKind.Missing ? "missing" : "other", kind, null, null, null, levels, count, events, count > 0 ? events / count : null, weight, 0, 0, null);

    private static double Printed(string text, string pattern)
        => double.Parse(Regex.Match(text, pattern).Groups[1].Value, CultureInfo.InvariantCulture);
}
