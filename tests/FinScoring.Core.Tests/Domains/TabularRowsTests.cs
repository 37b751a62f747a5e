using FinScoring.Core.Data;
using static FinScoring.Core.Tests.Domains.Tables;

namespace FinScoring.Core.Tests.Domains;

public class TabularRowsTests
{
    [Fact]
    public void A_table_becomes_features_label_and_signature_in_file_order()
    {
        var data = Loan(Loans(), LoanOptions);

        Assert.Equal("default", data.Event);
        Assert.Equal((60, 0, 60, 20), (data.RowsRead, data.RowsUnlabelled, data.Rows, data.Events));
        Assert.Equal([true, false, false, true], data.Label[..4]);
        Assert.Equal(["income", "job"], data.Inputs.Select(i => i.Name));
        Assert.Equal(data.Signature.Inputs.Select(i => i.Name), data.Inputs.Select(i => i.Name));
        Assert.Equal([20.5, 27.5], ((NumericColumn)data.Inputs[0]).Values.ToArray()[..2]);
        Assert.Equal([ColumnKind.Numeric, ColumnKind.Category, ColumnKind.Ignored, ColumnKind.Ignored], data.Signature.Columns.Select(c => c.Kind));
        Assert.Equal([false, true], data.Signature.Fields.Select(f => f.Missing));
        Assert.Null(data.Time ?? data.LabelEnd);
    }

    [Fact]
    public void A_risk_event_is_named_after_its_label_unless_the_options_name_it()
    {
        Assert.Equal("outcome", Risk(Loans(), LoanOptions).Event);
        Assert.Equal("bankruptcy", Risk(Loans(), LoanOptions with { Event = "bankruptcy" }).Event);
    }

    [Fact]
    public void Rows_without_a_label_are_left_out_and_counted_and_teach_nothing()
    {
        var label = Texts("late", [.. Enumerable.Range(0, 60).Select(i => i < 10 ? null : i % 2 == 0 ? "1" : "0")]);
        var data = Loan(Loans(label).With("income", 3, 9999), new() { Label = "late", Features = ["income"] });

        Assert.Equal((60, 10, 50), (data.RowsRead, data.RowsUnlabelled, data.Rows));
        Assert.Equal(50, data.Inputs[0].Rows);
        Assert.Equal(50.5, data.Signature.Fields[0].Max);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData(null)]
    public void A_numeric_label_has_1_as_its_event_unless_told_otherwise(string? positive)
    {
        var data = Loan(Loans(Numbers("y", [.. Enumerable.Range(0, 60).Select(i => i % 4 == 0 ? 1.0 : 0)])), new() { Label = "y", Positive = positive });

        Assert.Equal([true, false, false, false], data.Label[..4]);
    }

    [Fact]
    public void True_is_the_event_of_true_and_false_in_any_case()
        => Assert.True(Loan(Loans(Texts("y", [.. Enumerable.Range(0, 60).Select(i => i % 4 == 0 ? "TRUE" : "False")])), new() { Label = "y" }).Label[0]);

    [Theory]
    [InlineData(null, null, "label")]
    [InlineData("nowhere", null, "label")]
    [InlineData("outcome", null, "positive")]
    [InlineData("outcome", "worse", "positive")]
    [InlineData("income", "20.5", "label")]
    [InlineData("applied", null, "label")]
    public void A_label_that_is_not_there_or_not_of_two_values_is_an_error(string? label, string? positive, string field)
        => Assert.Equal([field], Errors(() => Loan(Loans(), new() { Label = label, Positive = positive })).Keys);

    [Fact]
    public void Every_wrong_option_is_reported_at_once_and_none_is_repeated()
    {
        var table = Loans(Numbers("weight", [.. Enumerable.Range(0, 60).Select(i => i == 4 ? 0.0 : i == 6 ? double.NaN : 1)]));
        var errors = Errors(() => Loan(table, new()
        {
            Label = "secret1",
            Features = ["income", "secret2", "job"],
            Exclude = ["job"],
            Protected = ["secret3"],
            Categories = ["secret4"],
            Time = "outcome",
            Group = "secret5",
            Weight = "weight",
            Horizon = "P0D",
        }));

        Assert.Equal(["categories", "features", "group", "horizon", "label", "protected", "time", "weight"], errors.Keys.Order());
        Assert.Equal(["features: name 2 of 3 is no column of the file.", "features and exclude name the same column."], errors["features"]);
        Assert.Contains("row 5, 7", errors["weight"].Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(errors.Values.SelectMany(m => m), m => m.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_with_a_role_are_no_features_and_say_why()
    {
        var table = Loans(
            Texts("sex", [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "f" : "m")]),
            Numbers("household", [.. Enumerable.Range(0, 60).Select(i => (double)(i / 2))]),
            Numbers("exposure", [.. Enumerable.Range(0, 60).Select(i => i + 0.5)]));
        var data = Loan(table, LoanOptions with { Time = "applied", Group = "household", Weight = "exposure", Protected = ["sex"], Exclude = ["job"] });

        Assert.Equal(["income"], data.Inputs.Select(i => i.Name));
        Assert.All(data.Signature.Columns.Where(c => c.Name != "income"), c => Assert.False(string.IsNullOrEmpty(c.Reason)));
        Assert.Equal([0, 0, 1, 1], data.Group![..4]);
        Assert.Equal([0.5f, 1.5f], data.Weight![..2]);
        Assert.Equal(Ticks("2015-02-28"), data.Time![1]);
    }

    [Fact]
    public void Identifiers_and_columns_named_after_the_future_are_left_out_with_a_warning_unless_named()
    {
        var table = Loans(
            Texts("contract", [.. Enumerable.Range(0, 60).Select(i => $"K-{i}")]),
            Numbers("target_12m", [.. Enumerable.Range(0, 60).Select(i => (double)(i % 3))]));

        var data = Loan(table, LoanOptions);
        Assert.Equal(["income", "job"], data.Inputs.Select(i => i.Name));
        Assert.Equal(["Column contract", "Column target_12m"], data.Warnings.Select(w => w[..w.IndexOf(" is", StringComparison.Ordinal)]));
        Assert.All(data.Signature.Columns.Where(c => c.Kind == ColumnKind.Ignored), c => Assert.Null(c.Categories));

        Assert.Equal(["contract", "target_12m"], Loan(table, LoanOptions with { Features = ["target_12m", "contract"] }).Inputs.Select(i => i.Name));
    }

    [Fact]
    public void A_row_without_a_date_is_an_error_that_names_the_row()
    {
        var table = Loans(Dates("decided", [.. Enumerable.Range(0, 60).Select(i => i is 8 or 20 ? null : Day(i))]));

        Assert.Contains("row 9, 21.", Errors(() => Loan(table, LoanOptions with { Time = "decided" }))["time"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_horizon_in_months_follows_the_calendar()
    {
        var ends = Loan(Loans(), LoanOptions with { Time = "applied", Horizon = "P1M" }).LabelEnd!;

        Assert.Equal([Ticks("2015-02-28"), Ticks("2015-03-28"), Ticks("2015-04-30")], ends[..3]);
    }

    [Fact]
    public void A_horizon_in_rows_counts_the_dates_of_the_group()
    {
        // Groups 0 and 1 take turns by day, two rows each day: the second next date of a group is four days later.
        var table = Of(
            Numbers("x", [.. Enumerable.Range(0, 40).Select(i => i * 0.7)]),
            Numbers("y", [.. Enumerable.Range(0, 40).Select(i => i / 3 % 2 == 0 ? 1.0 : 0)]),
            Numbers("firm", [.. Enumerable.Range(0, 40).Select(i => (double)(i / 2 % 2))]),
            Dates("date", [.. Enumerable.Range(0, 40).Select(i => Day(i / 2))]));
        TrainingOptions options = new() { Label = "y", Time = "date", Horizon = "2" };

        var grouped = Risk(table, options with { Group = "firm" });
        Assert.All(grouped.Time!.Zip(grouped.LabelEnd!), r => Assert.Equal(4 * TimeSpan.TicksPerDay, r.Second - r.First));
        var alone = Risk(table, options);
        Assert.All(alone.Time!.Zip(alone.LabelEnd!), r => Assert.Equal(2 * TimeSpan.TicksPerDay, r.Second - r.First));
    }

    [Fact]
    public void A_horizon_without_time_is_an_error()
        => Assert.Equal(["horizon"], Errors(() => Loan(Loans(), LoanOptions with { Horizon = "12" })).Keys);

    [Fact]
    public void A_table_of_nothing_but_its_label_is_an_error()
        => Assert.Equal(["features"], Errors(() => Loan(Of(Loans().Find("outcome")!), LoanOptions)).Keys);
}
