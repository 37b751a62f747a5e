using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FinScoring.Api.Reports;
using FinScoring.Api.Reports.Formats;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Models;
using FinScoring.Core.Selection;

namespace FinScoring.Api.Tests.Reports;

public sealed class ReportTests
{
    private static readonly string[] Always =
    [
        "purpose", "limits", "data", "protocol", "metrics", "ranking", "calibration", "distribution", "lift", "policy", "selection", "fairness",
        "algorithm", "importance", "version",
    ];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            // What a page has for an algorithm does not depend on the domain, nor what it has for a domain on the algorithm.
            foreach (var algorithm in new[] { "auto", "logistic", "lightgbm", "fastTree", "fastForest", "gam", "linear", "scorecard", "blend" })
                cases.Add("loan", algorithm);
            foreach (var algorithm in new[] { "logistic", "lightgbm" })
            {
                cases.Add("risk", algorithm);
                cases.Add("trade", algorithm);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_page_of_every_domain_and_algorithm_is_whole_and_neither_loads_nor_runs_anything(string domain, string algorithm)
    {
        var page = Page.Of(Trained.Source(Trained.Manifest(domain, algorithm), view: Trained.View(domain, algorithm)));

        // Only bars follow time here.
        string[] sections = [.. Always, "effects", "interactions", .. domain == "trade" ? ["lasting"] : Array.Empty<string>()];
        Assert.Equal((algorithm == "scorecard" ? [.. sections, "scorecard"] : sections).Order(), page.Sections.Order());
        string[] active = ["script", "link", "img", "iframe", "object", "embed", "form", "base"];
        Assert.DoesNotContain(page.Html.Descendants(), e => active.Contains(e.Name.LocalName));
        Assert.All(page.Html.Descendants().Attributes(), attribute =>
        {
            Assert.False(attribute.Name.LocalName is "src" or "srcset" or "style" or "action");
            Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
            Assert.True(attribute.Name != "href" || attribute.Value[0] == '#');
            Assert.DoesNotContain("://", attribute.Value, StringComparison.Ordinal);
        });
        var style = page.Html.Descendants("style").Single().Value;
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loan", "scorecard")]
    [InlineData("risk", "lightgbm")]
    [InlineData("trade", "logistic")]
    public void Every_figure_says_in_words_what_it_shows_and_no_number_of_it_is_broken(string domain, string algorithm)
    {
        var page = Page.Of(Trained.Source(Trained.Manifest(domain, algorithm), view: Trained.View(domain, algorithm)));
        var ids = page.Html.Descendants().Attributes("id").Select(id => id.Value).ToArray();

        Assert.Equal(ids.Distinct(), ids);
        Assert.NotEmpty(page.Html.Descendants("svg"));
        Assert.All(page.Html.Descendants("svg"), svg =>
        {
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.All(
                svg.Attribute("aria-labelledby")!.Value.Split(' '),
                id => Assert.NotEqual("", svg.Descendants().Single(e => e.Attribute("id")?.Value == id).Value));
            Assert.All(svg.Descendants().Attributes(), a => Assert.DoesNotContain("NaN", a.Value, StringComparison.Ordinal));
            Assert.All(svg.Descendants().Attributes(), a => Assert.DoesNotContain("Infinity", a.Value, StringComparison.Ordinal));
        });
        Assert.All(page.Html.Descendants("a"), a => Assert.Contains(a.Attribute("href")!.Value[1..], ids));
    }

    [Fact]
    public void The_numbers_are_those_of_the_manifest()
    {
        var manifest = Trained.Manifest();
        var (page, metrics, auc) = (Page.Of(Trained.Source(manifest)), manifest.Metrics, manifest.Evaluation.Intervals["auc"]);

        var lines = page.Table("metrics", "Out-of-fold metrics").ToDictionary(row => row[0]);
        Assert.Equal(Three(metrics.Auc!.Value), lines["AUC"][1]);
        Assert.Equal($"{Three(auc.Low)}-{Three(auc.High)}", lines["AUC"][2]);
        Assert.Equal(Three(metrics.LogLoss), lines["Log-loss"][1]);
        Assert.Equal(Three(metrics.CalibrationSlope!.Value), lines["Calibration slope"][1]);
        var confusion = page.Table("metrics", "Confusion");
        Assert.Equal([metrics.Confusion.TruePositive, metrics.Confusion.FalsePositive], confusion[0][1..].Select(long.Parse));
        Assert.Equal(["200", "200"], [$"{manifest.Rows.Used}", $"{manifest.Evaluation.Rows}"]);
        Assert.Contains($"{Three(metrics.Auc.Value)} ({Three(auc.Low)}-{Three(auc.High)})", page.Text, StringComparison.Ordinal);
        Assert.Contains(manifest.DataHash, page.TextOf("data"), StringComparison.Ordinal);
        Assert.Contains(manifest.Files["model.zip"], page.TextOf("version"), StringComparison.Ordinal);
        Assert.Equal(manifest.Evaluation.Folds.Count, page.Table("protocol", "Fold by fold").Length);
        Assert.Equal(manifest.Selection.Count(line => line.Kept), page.Table("selection", "Columns").Count(row => row[1] == "yes"));

        static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Names_categories_and_notes_are_text_whatever_they_look_like()
    {
        string[] names =
        [
            "<script>alert(1)</script>", "a\"b'c&d", new('x', 200), "bell\u0007 null\u0000 \ud800 half", "]]>--></style>", "|`*_[l](http://x)",
        ];
        var source = Trained.Source(Hostile(names));
        var page = Page.Of(source);

        Assert.Empty(page.Html.Descendants("script"));
        Assert.Single(page.Html.Descendants("style"));
        // In captions and labels too.
        var hostile = new FairnessReport { Column = names[3], Grouping = new([], []), Reference = names[0], Groups = [], Thresholds = [] };
        Assert.Contains("bell\ufffd", Page.Of(source with { Version = source.Version with { Fairness = [hostile] } }).TextOf("fairness"), StringComparison.Ordinal);
        var columns = page.Table("selection", "Columns").Select(row => row[0]).ToArray();
        Assert.Equal(names[..3].Append("bell\ufffd null\ufffd \ufffd half").Concat(names[4..]).Order(), columns.Order());
        Assert.Contains("Note of the training: " + names[0], page.TextOf("purpose"), StringComparison.Ordinal);

        var card = Encoding.UTF8.GetString(ModelCard.Write(Report.Of(source)));
        Assert.DoesNotContain("<script", card.Replace(@"\<", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(@"| \|\`\*\_\[l\](http://x) |", card, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0000', card);
    }

    [Fact]
    public void Of_a_thousand_columns_a_hundred_are_printed_and_the_rest_counted()
    {
        var manifest = Hostile([.. Enumerable.Range(1, 1000).Select(i => $"column {i}")]);
        var page = Page.Of(Trained.Source(manifest));

        Assert.Equal(100, page.Table("selection", "Columns").Length);
        Assert.Contains("900 more are left out here", page.TextOf("selection"), StringComparison.Ordinal);
        Assert.Equal(100, page.Table("data", "Columns").Length);
    }

    [Fact]
    public void A_version_stored_before_there_were_curves_says_so_where_they_would_stand()
    {
        var manifest = Trained.Manifest();
        var old = manifest with { Evaluation = manifest.Evaluation with { Curves = null, Decomposition = null, Isotonic = null } };
        var page = Page.Of(Trained.Source(old));

        Assert.Equal(Always.Order(), page.Sections.Order());
        string[] without = ["calibration", "distribution", "lift", "policy"];
        Assert.All(without, id => Assert.Contains("stored before", page.TextOf(id), StringComparison.Ordinal));
        Assert.DoesNotContain("stored before", Page.Of(Trained.Source(manifest)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_card_has_the_chapters_of_Mitchell_et_al_and_tables_of_even_width()
    {
        var manifest = Trained.Manifest("loan", "scorecard");
        var card = Encoding.UTF8.GetString(ModelCard.Write(Report.Of(Trained.Source(manifest))));

        Assert.Equal(
            [
                "Model details", "Intended use", "Factors", "Metrics", "Evaluation data", "Training data", "Quantitative analyses",
                "Ethical considerations", "Caveats and recommendations",
            ],
            card.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.Contains($"| AUC | {manifest.Metrics.Auc!.Value.ToString("0.000", CultureInfo.InvariantCulture)} |", card, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", card, StringComparison.Ordinal);
        foreach (var table in card.Split("\n\n").Where(block => block.StartsWith('|')))
        {
            var lines = table.Replace(@"\|", "", StringComparison.Ordinal).TrimEnd('\n').Split('\n');
            Assert.Single(lines.Select(line => line.Count(c => c == '|')).Distinct());
        }
    }

    [Theory]
    [InlineData("loan", "scorecard")]
    [InlineData("risk", "lightgbm")]
    [InlineData("trade", "logistic")]
    public void No_heading_of_a_model_card_stands_over_nothing(string domain, string algorithm)
    {
        var source = Trained.Source(Trained.Manifest(domain, algorithm), view: Trained.View(domain, algorithm));
        var blocks = Encoding.UTF8.GetString(ModelCard.Write(Report.Of(source))).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        static int Level(string block) => block.TakeWhile(c => c == '#').Count();
        Assert.All(blocks.Zip(blocks.Skip(1)), pair => Assert.False(Level(pair.First) >= Level(pair.Second) && Level(pair.Second) > 0, pair.First));
        Assert.Equal(0, Level(blocks[^1]));
        Assert.Equal(1, blocks.Count(block => block.EndsWith("# Metrics", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_lineage_has_every_option_that_is_set()
    {
        var manifest = Trained.Manifest();
        var options = manifest.Options with { Immutable = ["age", "sex"], PopulationRate = 0.05, Header = false, Note = null };
        var page = Page.Of(Trained.Source(manifest with { Options = options }));

        var lineage = page.Table("version", "Lineage").Where(row => row[0].StartsWith("Option ", StringComparison.Ordinal))
            .ToDictionary(row => row[0]["Option ".Length..], row => row[1]);
        var set = typeof(TrainingOptions).GetProperties()
            .Where(option => option.GetValue(options) is not (null or IReadOnlyList<string> { Count: 0 }));
        Assert.Equal(set.Select(option => option.Name).Order(), lineage.Keys.Order(), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(("age and sex", "0.05", "false"), (lineage["immutable"], lineage["populationRate"], lineage["header"]));
    }

    [Fact]
    public void A_labelled_file_is_told_by_second_and_hash_and_the_training_file_as_such()
    {
        var source = Trained.Source(Trained.Manifest());
        var when = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        StoredEvaluation[] evaluations =
        [
            new("1", when, new('a', 64), source.Version.Evaluation with { Warnings = ["Something."] }),
            new("2", when.AddSeconds(1), source.Version.DataHash, source.Version.Evaluation),
        ];
        var page = Page.Of(source with { Version = source.Version with { Evaluations = evaluations } });

        var table = page.Table("evaluations", "Evaluations");
        Assert.Equal(["2026-01-02 03:04:06 UTC", "2026-01-02 03:04:05 UTC"], table.Select(row => row[0]));
        Assert.Equal(["the training file", "aaaaaaaaaaaa"], table.Select(row => row[^1]));
        Assert.All(table, row => Assert.Matches(@"^\d\.\d{3} \(\d\.\d{3}-\d\.\d{3}\)$", row[^2]));
        Assert.Contains("2026-01-02 03:04:05 UTC, aaaaaaaaaaaa: Something.", page.TextOf("evaluations"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_curves_are_told_in_numbers_too()
    {
        var manifest = Trained.Manifest();
        var curves = manifest.Evaluation.Curves! with
        {
            // Half of the events are caught at a tenth of the others, all at half of them; 15 of 50 rows have the event.
            Roc = [new(0, 0, null), new(0.1, 0.5, 0.6), new(0.5, 1, 0.1), new(1, 1, 0)],
            Distribution = [new(0.1, 0.3, 5, 25), new(0.5, 0.5, 10, 10)],
        };
        var page = Page.Of(Trained.Source(manifest with { Evaluation = manifest.Evaluation with { Curves = curves } }, new LoanPolicy()));

        // 7.5 events and 3.5 others; two fifths of the way to the next point 10.5 events and 26 % of 35 others.
        string[][] caught = page.Table("ranking", "What it takes");
        Assert.Equal(["50.0 %", "10.0 %", "68.2 %"], caught[0]);
        Assert.Equal(["70.0 %", "26.0 %", "53.6 %"], caught[2]);
        // A tenth of the events is 1.5 of the 5 that lie from 0.1 to 0.3, of the others 3.5 of 25; the median of the events is at 0.5.
        string[][] reached = page.Table("distribution", "How far up");
        Assert.Equal(["10.0 %", "16.0 %", "12.8 %"], reached[0][..3]);
        Assert.Equal(["50.0 %", "50.0 %", "24.0 %"], reached[2][..3]);
        // Even odds over 50 are 20/ln 2 ln(1/50) = -112.9 points from 600.
        Assert.Equal("487", reached[2][3]);
    }

    [Fact]
    public void A_suspected_leak_thin_data_and_an_assumed_policy_are_warned_of()
    {
        var manifest = Trained.Manifest();
        var leak = manifest.Selection[0] with { OutOfFold = new(3, 0.6, 0.99), SuspectedLeak = true };
        var text = Page.Of(Trained.Source(manifest with { Selection = [leak], Rows = new(60, 0, 60, 12) })).Text;

        Assert.Contains("alone has an AUC of 0.990", text, StringComparison.Ordinal);
        Assert.Contains("the rarer outcome has only 12 rows", text, StringComparison.Ordinal);
        Assert.Contains("Policy 1 is assumed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("is assumed", Page.Of(Trained.Source(manifest, new LoanPolicy())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_points_of_a_scorecard_are_on_the_scale_of_the_policy_in_force()
    {
        var manifest = Trained.Manifest("loan", "scorecard");
        var policy = new LoanPolicy { Points = 100, Odds = 1, PointsToDouble = 10 };
        var page = Page.Of(Trained.Source(manifest, policy));

        // 10 points double the odds: a part of the log-odds is worth -10 / ln 2 points.
        var feature = manifest.Scorecard!.Features.MaxBy(f => f.InformationValue)!;
        var rows = page.Table("scorecard", $"Bins of {feature.Name}");
        Assert.Equal(
            feature.Bins.Where(bin => bin.Count > 0).Select(bin => Math.Round(-10 / Math.Log(2) * bin.LogOdds, 2)),
            rows[..^1].Select(row => double.Parse(row[^1], CultureInfo.InvariantCulture)));
        // 200 rows, those of every bin together.
        Assert.Equal(["all", "200", "100.0 %"], rows[^1][1..4]);
    }

    private static FinScoring.Core.Models.Manifest Hostile(string[] names)
    {
        var (manifest, categories) = (Trained.Manifest(), names[..Math.Min(names.Length, 9)]);
        return manifest with
        {
            Event = names[0],
            Note = names[0],
            Warnings = [names[0]],
            Selection = [.. names.Select(name => new FeatureReport(name, true, name))],
            Signature = new()
            {
                Columns = [.. names.Select(name => new Column { Name = name, Kind = ColumnKind.Category, Categories = categories })],
            },
            Options = manifest.Options with { Protected = names[..1], Label = names[1 % names.Length] },
        };
    }
}
