using FinScoring.Core.Data;
using FinScoring.Core.Evaluation.Fairness;
using FinScoring.Core.Explanation.Effects;

namespace FinScoring.Api.Tests.Reports;

public sealed class DataSectionTests
{
    private static readonly Column[] Columns =
    [
        new() { Name = "income", Kind = ColumnKind.Numeric, Min = 0, Max = 9, Missing = true },
        new() { Name = "housing", Kind = ColumnKind.Category, Categories = ["own", "rent"] },
        new() { Name = "debts", Kind = ColumnKind.Ignored, Min = 0, Max = 3, Missing = true, Reason = "it says nothing" },
        new() { Name = "age", Kind = ColumnKind.Ignored, Reason = "it is protected" },
        new() { Name = "sex", Kind = ColumnKind.Ignored, Reason = "it is protected" },
        new() { Name = "outcome", Kind = ColumnKind.Ignored, Reason = "it is the label" },
    ];

    [Fact]
    public void Every_column_has_a_kind_the_share_that_is_missing_and_its_use()
    {
        // 6 of the 200 training rows that the version keeps lack the income.
        string[][] columns =
        [
            ["income", "number", "0 to 9", "3.0 %", "used"],
            ["housing", "category", "own and rent", "none", "used"],
            ["debts", "number", "0 to 3", "some", "not used: it says nothing"],
            ["age", "number", "", "-", "not used: it is protected"],
            ["sex", "category", "", "-", "not used: it is protected"],
            ["outcome", "-", "", "-", "not used: it is the label"],
        ];
        Assert.Equal(columns, Of(rows: 200));
        Assert.Equal("about 6.0 %", Of(rows: 100)[0][3]);
    }

    [Fact]
    public void A_file_of_bars_has_a_date_that_orders_them_and_a_symbol_that_tells_the_series_apart()
    {
        Column[] bars =
        [
            new() { Name = "date", Kind = ColumnKind.Date }, new() { Name = "symbol", Kind = ColumnKind.Category, Categories = ["A", "B"] },
            new() { Name = "close", Kind = ColumnKind.Numeric, Min = 1, Max = 2 },
        ];
        var page = Page.Of(Trained.Source(Trained.Manifest("trade") with { Signature = new() { Columns = bars } }));
        Assert.Equal(["orders the bars", "tells the series apart", "used"], page.Table("data", "Columns").Select(row => row[4]));
        // As a training keeps them.
        var trained = Page.Of(Trained.Source(Trained.Manifest("trade"))).Table("data", "Columns").ToDictionary(row => row[0], row => row[4]);
        Assert.Equal(("orders the bars", "tells the series apart"), (trained["date"], trained["symbol"]));
    }

    [Fact]
    public void A_column_called_symbol_is_a_feature_like_any_other_where_rows_are_no_bars()
    {
        var manifest = Trained.Manifest() with { Signature = new() { Columns = [new() { Name = "symbol", Kind = ColumnKind.Category, Categories = ["A"] }] } };
        Assert.Equal("used", Page.Of(Trained.Source(manifest)).Table("data", "Columns")[0][4]);
    }

    [Fact]
    public void The_event_is_told_by_the_value_that_it_has_in_the_file_and_by_the_name_that_answers_have()
    {
        var page = Page.Of(Trained.Source(Trained.Manifest() with { Event = "default" }));
        Assert.Contains("Outcome: column outcome. Where it is bad, the event happened, which answers call default.", page.TextOf("data"), StringComparison.Ordinal);
        Assert.Contains("how likely is the bad outcome (in the training file outcome is bad)? Answers call it default.", page.TextOf("purpose"), StringComparison.Ordinal);
    }

    private static string[][] Of(int rows)
    {
        FeatureEffect income = new("income", ColumnKind.Numeric,
            [new(EffectPointKind.Range, null, 5, 0, 0, 0, rows - 6), new(EffectPointKind.Missing, "missing", null, 0, 0, 0, 6)]);
        var manifest = Trained.Manifest() with
        {
            Signature = new() { Columns = Columns },
            Fairness = [Audit("age", new([], [30, 50])), Audit("sex", new(["f", "m"], []))],
        };
        return Page.Of(Trained.Source(manifest, view: new(0, "background", rows, [], [income], []))).Table("data", "Columns");
    }

    private static FairnessReport Audit(string column, ProtectedGroups groups) => new() { Column = column, Grouping = groups, Reference = "", Groups = [] };
}
