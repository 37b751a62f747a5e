using FinScoring.Core.Models;
using FinScoring.Core.Selection;

namespace FinScoring.Api.Tests.Reports;

public sealed class LastingSectionTests
{
    [Fact]
    public void What_drifts_and_what_lasts_is_told_by_column()
    {
        var manifest = With([
            new("level", false, "it drifts") { Stationarity = new(0.998, 0.62) },
            new("year", true, "named") { Stationarity = new(0.97, 0.1) },
            new("income", true, "it says something") { Stationarity = new(0.53, 0.004) },
            new("job", true, "it says something") { Stationarity = new(0.51, null) },
        ]);
        var page = Page.Of(Trained.Source(manifest));
        Assert.Equal(
            [["level", "no", "0.998", "62.0 %", "no"], ["year", "yes", "0.970", "10.0 %", "no"], ["income", "yes", "0.530", "0.40 %", "yes"], ["job", "yes", "0.510", "-", "yes"]],
            page.Table("lasting", "Columns"));
        Assert.Contains("year drifts and is used all the same", page.TextOf("lasting"), StringComparison.Ordinal);
        Assert.DoesNotContain("level drifts and is used", page.TextOf("lasting"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_rows_follow_no_time_there_is_no_such_section()
        => Assert.DoesNotContain("lasting", Page.Of(Trained.Source(Trained.Manifest())).Sections);

    private static Manifest With(IReadOnlyList<FeatureReport> selection) => Trained.Manifest() with { Selection = selection };
}
