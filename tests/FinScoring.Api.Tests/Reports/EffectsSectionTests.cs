using System.Text;
using FinScoring.Api.Models;
using FinScoring.Api.Reports;
using FinScoring.Api.Reports.Formats;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation.Effects;

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
    public void The_sections_hold_the_numbers_of_the_view()
    {
        var page = Page.Of(Trained.Source(Trained.Manifest(), view: View));
        Assert.Equal([["income", "0.750", "60.0 %"], ["<housing>", "0.500", "40.0 %"]], page.Table("importance", "Features"));
        Assert.Equal(
            [
                ["10.5", "25", "0.875", "0.500 to 1.250"], ["40", "25", "-0.625", "-0.750 to -0.500"],
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
        Assert.Contains("| 10.5 | 25 | 0.875 | 0.500 to 1.250 |", card, StringComparison.Ordinal);
        Assert.Contains(@"| income | \<housing\> | 0.125 | 0.063 |", card, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_interactions_says_so() => Assert.Contains(
        "None: what a feature adds", Page.Of(Trained.Source(Trained.Manifest(), view: View with { Interactions = [] })).TextOf("interactions"), StringComparison.Ordinal);

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
}
