using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Models;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests;

/// <summary>What a training says of protected columns, and that it learns nothing from them.</summary>
public class FairnessTests
{
    private static readonly Table Loans = PlantedData.Loans();

    /// <summary>Drawn without regard to anything.</summary>
    private static readonly string[] Sex = Drawn("m", "f");

    [Fact]
    public void A_proxy_is_found_and_named()
    {
        var manifest = Train(Tables.Texts("sex", Sex), Tables.Texts("title", Array.ConvertAll(Sex, s => s == "m" ? "Mr" : "Ms")));
        var proxy = Assert.Single(manifest.Fairness).Proxy!;
        Assert.Equal(600, proxy.Rows);
        Assert.InRange(proxy.Auc, 0.99, 1);
        Assert.Equal(AucInterval.Of(proxy.Auc, Sex.Count(s => s == "m"), Sex.Count(s => s == "f")), proxy.Interval);
        Assert.Equal(("title", 3), (proxy.Features[0].Name, proxy.Features.Count));
        Assert.Equal(1, proxy.Features[0].Auc, 1e-9);
        var told = FormattableString.Invariant($"AUC {proxy.Auc:0.00} ({proxy.Interval!.Low:0.00} to {proxy.Interval.High:0.00})");
        Assert.Contains(manifest.Warnings, w => w.StartsWith($"Protected column sex: the features tell it ({told}, out of fold), most of all title, ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_column_that_depends_on_no_feature_has_no_proxy()
    {
        var manifest = Train(Tables.Texts("sex", Sex));
        // The standard error of an AUC of twice 300 rows is 0.024.
        Assert.InRange(manifest.Fairness.Single().Proxy!.Auc, 0.4, 0.6);
        Assert.DoesNotContain(manifest.Warnings, w => w.StartsWith("Protected", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_more_than_two_groups_each_is_told_from_the_rest()
    {
        var region = Drawn("north", "east", "south");
        // The branch tells the north, and of the others nothing.
        var manifest = Train(Tables.Texts("region", region), Tables.Texts("branch", Array.ConvertAll(region, r => r == "north" ? "1st" : "2nd")));
        var proxy = manifest.Fairness.Single().Proxy!;
        Assert.Equal(["east", "north", "south"], proxy.Groups.Select(g => g.Name).Order());
        var auc = proxy.Groups.ToDictionary(g => g.Name, g => g.Auc);
        Assert.InRange(auc["north"], 0.99, 1);
        // Half of what is not north: an AUC of .75, as far as a coin tells the rest.
        Assert.InRange(auc["east"], 0.65, 0.85);
        Assert.Equal(auc.Values.Average(), proxy.Auc, 1e-12);
        Assert.Null(proxy.Interval);
        Assert.All(proxy.Groups, g => Assert.InRange(g.Auc, g.Interval!.Low, g.Interval.High));
        Assert.Equal("branch", proxy.Features[0].Name);
    }

    [Fact]
    public void Rows_of_unknown_value_are_a_group_but_no_matter_of_proxies()
    {
        var manifest = Train(Tables.Texts("sex", [.. Sex.Select((s, i) => i < 100 ? null : s)]));
        Assert.Equal(100, manifest.Fairness.Single().Groups.Single(g => g.Group == "missing").Rows);
        Assert.Equal(500, manifest.Fairness.Single().Proxy!.Rows);
    }

    [Fact]
    public void That_a_feature_tells_who_it_is_is_no_proxy_where_rows_of_one_group_stay_together()
    {
        // Sixty applicants of ten rows each, and a feature that says which: the rows of one would tell all of its other rows.
        var random = new Random(31);
        var sex = Array.ConvertAll(new string[60], _ => random.Next(2) == 0 ? "m" : "f");
        TableColumn[] more =
        [
            Tables.Texts("sex", [.. Sex.Select((_, i) => sex[i % 60])]), Tables.Texts("village", [.. Sex.Select((_, i) => $"V{i % 60}")]),
            Tables.Numbers("who", [.. Sex.Select((_, i) => (double)(i % 60))]), Tables.Dates("date", [.. Sex.Select((_, i) => Tables.Day(i))]),
        ];
        var options = PlantedData.Options("loan", "logistic") with { Protected = ["sex"], Time = "date" };
        // The standard error of an AUC of twice 30 applicants is 0.075.
        Assert.InRange(Auc(options with { Group = "who" }), 0.3, 0.7);
        Assert.InRange(Auc(options with { Exclude = ["weight", "who"] }), 0.9, 1);

        double Auc(TrainingOptions options) => TrainedModels.Train("loan", options, table: Tables.Of([.. Loans.Columns, .. more])).Manifest.Fairness.Single().Proxy!.Auc;
    }

    [Fact]
    public void A_column_of_one_group_is_compared_with_nothing()
    {
        var report = Train(Tables.Texts("id", [.. Sex.Select((_, i) => $"A-{i}")])).Fairness.Single();
        Assert.Equal([("other", 600)], report.Groups.Select(g => (g.Group, g.Rows)));
        Assert.Null(report.Proxy);
    }

    [Fact]
    public void The_model_is_the_same_whatever_protected_columns_hold()
    {
        var (first, other) = (Train(Tables.Texts("sex", Sex)), Train(Tables.Texts("sex", [.. Happened().Select(h => h ? "m" : "f")])));
        Assert.DoesNotContain("sex", first.Signature.Inputs.Select(i => i.Name));
        Assert.DoesNotContain("sex", other.Selection.Select(s => s.Name));
        Assert.Equal(first.Metrics, other.Metrics);
        Assert.Equal(first.Golden.Select(g => g.LogOdds), other.Golden.Select(g => g.LogOdds));
        Assert.NotEqual(first.Fairness[0].Groups.Select(g => g.EventRate), other.Fairness[0].Groups.Select(g => g.EventRate));
    }

    [Theory]
    [InlineData("loan", "approve", "approve or review")]
    [InlineData("risk", "below high")]
    public void Rates_are_those_at_the_default_policys_thresholds(string domain, params string[] outcomes)
    {
        var report = Train([Tables.Texts("sex", Sex)], domain).Fairness.Single();
        Assert.All(report.Groups, g => Assert.Equal(outcomes, g.Outcomes.Select(o => o.Outcome)));
        Assert.Equal(Domain.Find(domain)!.DefaultPolicy.Favourable().Select(f => f.Below), report.Groups[0].Outcomes.Select(o => o.Below));
        Assert.StartsWith("For monitoring", report.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_are_not_audited()
    {
        var manifest = TrainedModels.Train("trade", PlantedData.Options("trade", "logistic") with { Protected = ["volume"] }).Manifest;
        Assert.Empty(manifest.Fairness);
        Assert.Contains(manifest.Warnings, w => w.StartsWith("protected columns", StringComparison.Ordinal));
    }

    [RealDataFact]
    public void German_credit_is_audited_by_age_sex_and_nationality()
    {
        var table = TableReader.Read(RealData.File("loan_german_credit/german_credit.csv"), true, []);
        var options = new TrainingOptions { Label = "class", Positive = "bad", Algorithm = "logistic", Protected = ["age", "personal_status", "foreign_worker"] };
        var manifest = TrainedModels.Train("loan", options, table: table).Manifest;
        Assert.Equal(options.Protected, manifest.Fairness.Select(f => f.Column));
        Assert.All(manifest.Fairness, f => Assert.Equal((1000, 300), (f.Groups.Sum(g => g.Rows), f.Groups.Sum(g => g.Events))));
        // As the published tables of the data set count them.
        Assert.Equal([("male single", 548, 146), ("female div/dep/mar", 310, 109), ("male mar/wid", 92, 25), ("male div/sep", 50, 20)],
            manifest.Fairness[1].Groups.Select(g => (g.Group, g.Rows, g.Events!.Value)));
        Assert.Equal([("yes", 963, 296), ("no", 37, 4)], manifest.Fairness[2].Groups.Select(g => (g.Group, g.Rows, g.Events!.Value)));
        Assert.Equal([false, true], manifest.Fairness[2].Groups.Select(g => g.Small));
        // Together the groups of any column are all rows.
        Assert.All(manifest.Fairness, f => Assert.Equal(
            manifest.Fairness[0].Groups.Sum(g => g.Rows * g.Outcomes[1].ApprovalRate!.Value), f.Groups.Sum(g => g.Rows * g.Outcomes[1].ApprovalRate!.Value), 1e-9));
        // The young have been employed for less long and rent.
        Assert.Contains("employment", manifest.Fairness[0].Proxy!.Features.Select(f => f.Name));
    }

    private static Manifest Train(params TableColumn[] more) => Train(more, "loan");

    /// <summary>The first of the columns is protected.</summary>
    private static Manifest Train(TableColumn[] more, string domain) => TrainedModels.Train(
        domain, PlantedData.Options(domain, "logistic") with { Protected = [more[0].Name] }, table: Tables.Of([.. Loans.Columns, .. more])).Manifest;

    private static string[] Drawn(params string[] of)
    {
        var random = new Random(29);
        return [.. Enumerable.Range(0, Loans.Rows).Select(_ => of[random.Next(of.Length)])];
    }

    private static IEnumerable<bool> Happened() => ((NumericColumn)Loans.Find("event")!).Values.Select(v => v == 1);
}
