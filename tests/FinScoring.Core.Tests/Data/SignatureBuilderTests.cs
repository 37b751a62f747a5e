using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public sealed class SignatureBuilderTests
{
    [Fact]
    public void A_numeric_column_has_its_range_and_its_lower_median_as_an_example()
    {
        var column = SignatureBuilder.Learn(Numbers("x", 3, double.NaN, 1, 10, 2));
        Assert.Equal(
            new Column { Name = "x", Kind = ColumnKind.Numeric, Missing = true, Min = 1, Max = 10, WholeNumbers = true, Example = "2" }, column);
        Assert.False(SignatureBuilder.Learn(Numbers("x", 1.5, 2)).WholeNumbers);
    }

    [Fact]
    public void Categories_come_by_frequency_and_then_by_name()
    {
        var column = SignatureBuilder.Learn(Categories("x", "b", "c", "a", "c", "a", "d").Take([0, 1, 2, 3, 4]));
        Assert.Equal(["a", "c", "b"], column.Categories);
        Assert.Equal("a", column.Example);
        Assert.False(column.Missing);
    }

    [Fact]
    public void A_column_that_is_mostly_missing_has_no_example()
    {
        Assert.Null(SignatureBuilder.Learn(Numbers("x", 1, double.NaN, double.NaN)).Example);
        Assert.Null(SignatureBuilder.Learn(Categories("x", "a", "", "")).Example);
    }

    [Fact]
    public void A_date_column_has_its_first_date_as_an_example()
        => Assert.Equal("2024-01-02", SignatureBuilder.Learn(new DateColumn("d", [new DateTime(2024, 2, 1).Ticks, new DateTime(2024, 1, 2).Ticks])).Example);

    [Theory]
    [InlineData("row")]
    [InlineData("customer_id")]
    public void Numbered_rows_are_identifiers_however_they_are_sorted(string name)
    {
        Assert.NotNull(Reason(Numbers(name, [.. Enumerable.Range(1, 20).Select(i => (double)(i * 7 % 20))])));
        Assert.Null(Reason(Numbers(name, [.. Enumerable.Range(1, 19).Select(i => (double)(i * 7 % 20))])));
    }

    [Fact]
    public void Distinct_whole_numbers_are_identifiers_if_they_are_nearly_consecutive_or_named_so_and_else_are_not()
    {
        double[] spread = [.. Enumerable.Range(0, 50).Select(i => 1000.0 * (i * 7 % 50))];
        Assert.Null(Reason(Numbers("amount", spread)));
        Assert.Null(Reason(Numbers("amount", [.. spread.Order()])));
        Assert.Null(Reason(Numbers("amount", [.. spread.OrderDescending()])));
        Assert.NotNull(Reason(Numbers("amount", [.. spread.Select(v => v / 1000 + (v > 9000 ? 20 : 0))])));
        Assert.NotNull(Reason(Numbers("accountId", spread)));
        Assert.Null(Reason(Numbers("accountId", [.. spread.Select(v => v + .5)])));
    }

    [Theory]
    [InlineData("id", true)]
    [InlineData("customer_id", true)]
    [InlineData("CUSTOMER_ID", true)]
    [InlineData("customerID", true)]
    [InlineData("customerid", true)]
    [InlineData("account number", true)]
    [InlineData("loan_no", true)]
    [InlineData("amount_paid", false)]
    [InlineData("AMOUNT_PAID", false)]
    [InlineData("covid", false)]
    [InlineData("house_number", false)]
    [InlineData("number_of_accounts", false)]
    public void A_repeated_whole_number_named_like_an_identifier_is_no_feature_unless_it_has_few_values(string name, bool isIdentifier)
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => 1000.0 + 977 * (i % 40))];
        Assert.Equal(isIdentifier, Reason(Numbers(name, values)) is not null);
        Assert.Null(Reason(Numbers(name, [.. values.Select((_, i) => (double)(i % 20))])));
        Assert.Null(SignatureBuilder.ReasonToIgnore(Numbers(name, values), named: true));
    }

    [Fact]
    public void Texts_that_are_all_or_mostly_distinct_are_identifiers_or_free_text()
    {
        Assert.NotNull(Reason(Categories("x", [.. Enumerable.Range(0, 20).Select(i => $"t{i}")])));
        Assert.Null(Reason(Categories("x", [.. Enumerable.Range(0, 49).Select(i => $"t{i % 30}")])));
        Assert.NotNull(Reason(Categories("x", [.. Enumerable.Range(0, 50).Select(i => $"t{i % 30}")])));
        Assert.Null(Reason(Categories("x", [.. Enumerable.Range(0, 60).Select(i => $"t{i % 30}")])));
    }

    [Theory]
    [InlineData("target_up")]
    [InlineData("Label2")]
    [InlineData("FWD_return")]
    [InlineData("futurePrice")]
    public void Names_that_speak_of_the_future_are_left_out_unless_named(string name)
    {
        Assert.NotNull(Reason(Numbers(name, 1.5, 2, 3)));
        Assert.Null(SignatureBuilder.ReasonToIgnore(Numbers(name, 1.5, 2, 3), named: true));
    }

    [Fact]
    public void Constant_missing_and_date_columns_and_those_named_like_a_step_are_no_features_even_if_named()
    {
        Assert.NotNull(SignatureBuilder.ReasonToIgnore(Numbers("x", 1, 1), named: true));
        Assert.NotNull(SignatureBuilder.ReasonToIgnore(Numbers("~levels", 1.5, 2, 3), named: true));
        Assert.NotNull(SignatureBuilder.ReasonToIgnore(Categories("x", "a", "a"), named: true));
        Assert.NotNull(SignatureBuilder.ReasonToIgnore(Numbers("x", double.NaN, double.NaN), named: true));
        Assert.NotNull(SignatureBuilder.ReasonToIgnore(new DateColumn("d", [1, 2]), named: true));
        Assert.Null(Reason(Numbers("x", 1, double.NaN)));
    }

    [Fact]
    public void More_than_ten_thousand_categories_are_no_feature()
        => Assert.NotNull(SignatureBuilder.ReasonToIgnore(
            Categories("x", [.. Enumerable.Range(0, 30_003).Select(i => $"t{i / 3}")]), named: true));

    private static string? Reason(TableColumn column) => SignatureBuilder.ReasonToIgnore(column, named: false);

    private static NumericColumn Numbers(string name, params double[] values) => new(name, values);

    private static CategoryColumn Categories(string name, params string[] cells)
    {
        var levels = cells.Where(c => c.Length > 0).Distinct().ToArray();
        var codes = levels.Index().ToDictionary(l => l.Item, l => l.Index);
        return new(name, Array.ConvertAll(cells, c => codes.GetValueOrDefault(c, -1)), levels);
    }
}
