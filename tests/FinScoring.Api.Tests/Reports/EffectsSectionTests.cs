using System.Text;
using FinScoring.Api.Models;
using FinScoring.Api.Reports;
using FinScoring.Api.Reports.Formats;
using FinScoring.Api.Reports.Sections;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Models;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Api.Tests.Reports;

/// <summary>The sections about the model as a whole, on a view made up by hand.</summary>
public sealed class EffectsSectionTests
{
    private static readonly GlobalView View = new(
        -1.25, "background", 60,
        [new("income", 0.75, 0.6), new("<housing>", 0.5, 0.4)],
        [
            new("income", ColumnKind.Numeric,
            [
                new(EffectPointKind.Range, null, 10.5, 0.875, 0.5, 1.25, 25), new(EffectPointKind.Range, null, 40, -0.625, -0.75, -0.5, 25),
                new(EffectPointKind.Code, "-9", -9, 0.25, 0.25, 0.25, 6), new(EffectPointKind.Missing, "missing", null, 0, 0, 0, 4),
            ]),
            new("<housing>", ColumnKind.Category,
            [
                new(EffectPointKind.Level, "rent", null, 0.5, 0.25, 0.75, 40), new(EffectPointKind.Others, "others", null, -0.5, -0.5, -0.5, 20),
            ]),
        ],
        [new("income", "<housing>", 0.125, 0.0625)]);

    [Fact]
    public void What_cannot_be_shown_is_told_why()
    {
        var source = Trained.Source(Trained.Manifest());
        Assert.Contains("was trained before rows were kept", Page.Of(source).TextOf("importance"), StringComparison.Ordinal);
        var faulty = Page.Of(source with { ViewFault = "loan/default/7: explanation.json does not fit the model" }).TextOf("importance");
        Assert.Contains("not known: loan/default/7: explanation.json does not fit the model", faulty, StringComparison.Ordinal);
        Assert.DoesNotContain("before rows were kept", faulty, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_monotone_column_promises_is_told_apart_from_its_curve()
    {
        var (manifest, sentence) = (Trained.Manifest(), "never moves a score the wrong way when it alone changes");
        var promised = manifest with { Options = manifest.Options with { Monotone = ["income:-"] } };
        Assert.Contains(sentence, Page.Of(Trained.Source(promised, view: View)).TextOf("effects"), StringComparison.Ordinal);
        Assert.DoesNotContain(sentence, Page.Of(Trained.Source(manifest, view: View)).TextOf("effects"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sections_hold_the_numbers_of_the_view()
    {
        var page = Page.Of(Trained.Source(Trained.Manifest(), view: View));
        Assert.Equal([["income", "0.750", "60.0 %"], ["<housing>", "0.500", "40.0 %"]], page.Table("importance", "Features"));
        Assert.Equal(
            [
                ["11", "25", "0.875", "0.500 to 1.250"], ["40", "25", "-0.625", "-0.750 to -0.500"],
                ["code -9", "6", "0.250", "0.250 to 0.250"], ["missing", "4", "0.000", "0.000 to 0.000"],
            ],
            page.Table("effects", "Effect of income"));
        Assert.Equal([["rent", "40", "0.500", "0.250 to 0.750"], ["all others", "20", "-0.500", "-0.500 to -0.500"]], page.Table("effects", "Effect of <housing>"));
        Assert.Equal([["income", "<housing>", "0.125", "0.063"]], page.Table("interactions", "Pairs"));
    }

    [Fact]
    public void Bars_are_as_long_as_their_numbers_and_a_curve_has_a_point_for_each_range()
    {
        var page = Page.Of(Trained.Source(Trained.Manifest(), view: View));
        var widths = page.Section("importance").Descendants("rect").Select(r => double.Parse(r.Attribute("width")!.Value, null)).ToArray();
        Assert.Equal(0.75 / 0.5, widths[0] / widths[1], 1e-3);
        var curve = Assert.Single(page.Section("effects").Descendants("polyline"));
        Assert.Equal(2, curve.Attribute("points")!.Value.Split(' ').Length);
        // The code and the missing ones.
        Assert.Equal(2, page.Section("effects").Descendants("circle").Count());
    }

    [Fact]
    public void The_model_card_has_the_tables()
    {
        var card = Encoding.UTF8.GetString(ModelCard.Write(Report.Of(Trained.Source(Trained.Manifest(), view: View))));
        Assert.Contains("| income | 0.750 | 60.0", card, StringComparison.Ordinal);
        Assert.Contains("| 11 | 25 | 0.875 | 0.500 to 1.250 |", card, StringComparison.Ordinal);
        Assert.Contains(@"| income | \<housing\> | 0.125 | 0.063 |", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_pairs_the_ten_strongest_are_listed_and_all_are_counted()
    {
        var pairs = Enumerable.Range(0, 28).Select(i => new Interaction($"a{i}", "b", (28 - i) / 100.0, 0.1));
        var page = Page.Of(Trained.Source(Trained.Manifest(), view: View with { Interactions = [.. pairs] }));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"a{i}"), page.Table("interactions", "Pairs").Select(row => row[0]));
        Assert.Contains("looks at together, 28 in all", page.TextOf("interactions"), StringComparison.Ordinal);
        Assert.DoesNotContain("do not interact", page.TextOf("interactions"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_over_features_has_no_bands_which_would_only_tell_how_ranges_were_cut()
    {
        var page = Page.Of(Trained.Source(Trained.Manifest("loan", "scorecard"), view: Trained.View("loan", "scorecard")));
        Assert.All(page.Section("effects").Descendants("table"), table => Assert.Equal(3, table.Element("thead")!.Element("tr")!.Elements("th").Count()));
        Assert.Empty(page.Section("effects").Descendants("polygon"));
        Assert.Contains("the model is a sum", page.TextOf("effects"), StringComparison.Ordinal);
        Assert.DoesNotContain("the model is a sum", Page.Of(Trained.Source(Trained.Manifest(), view: View)).TextOf("effects"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.2e-7, 2.4e-7, "0.00000012", "0.00000024")]
    [InlineData(0.5, 0.75, "0.50", "0.75")]
    [InlineData(1000.0000001, 1000.0000002, "1,000.000000", "1,000.000000")]
    public void Means_are_written_so_that_neighbours_differ_as_far_as_can_be(double low, double high, string first, string second)
    {
        FeatureEffect effect = new("rate", ColumnKind.Numeric,
            [new(EffectPointKind.Range, null, low, 1, 1, 1, 30), new(EffectPointKind.Range, null, high, -1, -1, -1, 30)]);
        var page = Page.Of(Trained.Source(Trained.Manifest(), view: View with { Effects = [effect] }));
        Assert.Equal([first, second], page.Table("effects", "Effect of rate").Select(row => row[0]));
    }

    [Fact]
    public void Where_a_figure_has_the_steps_of_a_scorecard_and_the_table_means_the_text_says_so()
    {
        FeatureEffect income = new("income", ColumnKind.Numeric,
            [new(EffectPointKind.Range, null, 10, 0.5, 0.5, 0.5, 20), new(EffectPointKind.Range, null, 40, -0.5, -0.5, -0.5, 20)]);
        var card = new ScorecardTable(0, 0, null, [new("income", 1, 0.1, [Range(null, 26, 0.5), Range(26, null, -0.5)])]);
        var (manifest, view) = (Trained.Manifest("loan", "scorecard"), View with { Effects = [income], Interactions = [] });
        var text = Page.Of(Trained.Source(manifest with { Scorecard = card }, view: view)).TextOf("effects");
        Assert.Contains("A figure with steps shows the scorecard's bins", text, StringComparison.Ordinal);
        Assert.Contains("Contribution of each bin in log-odds.", text, StringComparison.Ordinal);
        var without = Page.Of(Trained.Source(manifest with { Scorecard = null }, view: view)).TextOf("effects");
        Assert.DoesNotContain("bins", without, StringComparison.Ordinal);
        Assert.Contains("Mean contribution in log-odds.", without, StringComparison.Ordinal);
    }

    [Fact]
    public void The_effect_of_a_scorecards_number_goes_up_and_down_in_the_steps_of_its_bins()
    {
        // The ranges at 10 and 40 lie in one bin each, that at 25 in both. The bins' log-odds are moved by -0.125.
        FeatureEffect effect = new("income", ColumnKind.Numeric,
        [
            new(EffectPointKind.Range, null, 10, 0.375, 0.375, 0.375, 20), new(EffectPointKind.Range, null, 25, 0.3, 0.375, 0.375, 20),
            new(EffectPointKind.Range, null, 40, -0.625, -0.625, -0.625, 20),
        ]);
        var card = new ScorecardTable(0, 0, 0, [new("income", 1, 0.1, [Range(null, 26, 0.5), Range(26, null, -0.5)])]);

        Assert.Equal([new(double.NegativeInfinity, 26, 0.375), new(26, double.PositiveInfinity, -0.625)], EffectSteps.Of(card, effect));
        Assert.Empty(EffectSteps.Of(null, effect));
        var drawn = EffectFigure.Of(effect, 1, false, EffectSteps.Of(card, effect)).Drawing.Descendants("polyline").Single().Attribute("points")!.Value;
        var corners = drawn.Split(' ').Select(p => p.Split(',')).ToArray();
        Assert.Equal(4, corners.Length);
        // Level, straight down where the bin ends, level.
        Assert.Equal((corners[0][1], corners[1][0], corners[2][1]), (corners[1][1], corners[2][0], corners[3][1]));
    }

    [Fact]
    public void A_model_without_interactions_says_so() => Assert.Contains(
        "None among the eight most important features", Page.Of(Trained.Source(Trained.Manifest(), view: View with { Interactions = [] })).TextOf("interactions"), StringComparison.Ordinal);

    [Theory]
    [InlineData(VersionStatus.Available, "Train again")]
    [InlineData(VersionStatus.Deleted, "were deleted with the version")]
    [InlineData(VersionStatus.Damaged, "cannot be loaded")]
    public void Without_a_view_one_sentence_says_why(object status, string sentence)
    {
        var source = Trained.Source(Trained.Manifest());
        var page = Page.Of(source with { Version = source.Version with { Status = (VersionStatus)status } });
        Assert.Contains(sentence, page.TextOf("importance"), StringComparison.Ordinal);
        Assert.DoesNotContain("effects", page.Sections);
        Assert.DoesNotContain("interactions", page.Sections);
    }

    private static ScorecardBin Range(double? from, double? to, double logOdds) => new("", BinKind.Range, from, to, null, null, 10, 1, 0.1, 0, 0, logOdds, 0);
}
