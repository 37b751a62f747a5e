using System.Globalization;
using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public sealed class TableReaderTests
{
    [Fact]
    public void Kinds_missing_cells_and_values_are_those_of_the_cells()
    {
        var table = Read("n,c,d\n1.5,x,2024-01-02\nNA, y ,?\n-2,x,2024-01-01T12:00\n");
        Assert.Equal(3, table.Rows);
        Assert.Equal([1.5, double.NaN, -2], Assert.IsType<NumericColumn>(table.Find("n")).Values);
        var category = Assert.IsType<CategoryColumn>(table.Find("c"));
        Assert.Equal([0, 1, 0], category.Codes);
        Assert.Equal(["x", "y"], category.Levels);
        var date = Assert.IsType<DateColumn>(table.Find("d"));
        Assert.Equal([new DateTime(2024, 1, 2).Ticks, DateColumn.Missing, new DateTime(2024, 1, 1, 12, 0, 0).Ticks], date.Ticks);
        Assert.True(date.IsMissing(1));
    }

    [Fact]
    public void Numbers_named_in_categories_are_categories()
        => Assert.Equal(["1", "01", "2"], Assert.IsType<CategoryColumn>(Read("a,b\n1,1\n01,1\n2,1\n", categories: "a").Find("a")).Levels);

    [Fact]
    public void None_is_a_category_and_no_missing_cell()
        => Assert.Equal(["none", "None"], Assert.IsType<CategoryColumn>(Read("a,b\nnone,1\nNone,1\nnull,1\n").Find("a")).Levels);

    [Fact]
    public void A_column_that_is_always_missing_holds_no_numbers()
        => Assert.All(Assert.IsType<NumericColumn>(Read("a,b\n,1\nNA,1\n").Find("a")).Values, v => Assert.True(double.IsNaN(v)));

    [Fact]
    public void A_few_words_among_a_few_numbers_make_a_category()
        => Assert.IsType<CategoryColumn>(Read("a,b\n1,1\n2,1\nthree,1\n").Find("a"));

    [Fact]
    public void A_slip_among_many_numbers_is_an_error_that_names_column_and_rows()
    {
        var numbers = Enumerable.Range(0, 200).Select(i => i == 41 ? "4z2" : i == 77 ? "x" : $"{i}");
        var errors = Errors("a,b\n" + string.Join("\n", numbers.Select(n => n + ",1")));
        Assert.Contains("Column a holds numbers, but not in rows 42, 78;", errors["a"][0]);
        Assert.DoesNotContain("4z2", errors["a"][0]);
    }

    [Fact]
    public void A_slip_can_be_overruled_by_naming_the_column_in_categories()
        => Assert.IsType<CategoryColumn>(
            Read("a,b\n" + string.Join("\n", Enumerable.Range(0, 200).Select(i => i == 41 ? "x,1" : $"{i},1")), categories: "a").Find("a"));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e39")]
    [InlineData("inf")]
    [InlineData("-Infinity")]
    public void A_number_that_is_infinite_or_no_Single_is_an_error_that_names_row_and_column(string huge)
    {
        var errors = Errors($"a,b\n1,2\n2,{huge}\n3,4\n");
        Assert.Contains("Column b", errors["b"][0]);
        Assert.Contains("row 2", errors["b"][0]);
    }

    [Fact]
    public void Nan_is_missing_and_a_number_below_the_smallest_double_is_zero()
        => Assert.Equal([double.NaN, 0], Assert.IsType<NumericColumn>(Read("a,b\nNaN,1\n1e-400,1\n").Find("a")).Values);

    [Fact]
    public void Decimal_commas_are_read_in_a_file_with_semicolons()
    {
        var column = Assert.IsType<NumericColumn>(Read("a;b\n1,5;1\n2;2\n-0,25;3\n").Find("a"));
        Assert.Equal([1.5, 2, -.25], column.Values);
        Assert.True(column.DecimalComma);
    }

    [Fact]
    public void Quoted_decimal_commas_are_read_in_a_file_with_commas_if_they_cannot_separate_thousands()
        => Assert.Equal([1.234, 1.5], Assert.IsType<NumericColumn>(Read("a,b\n\"1,234\",1\n\"1,5\",2\n").Find("a")).Values);

    [Theory]
    [InlineData("a,b\n\"1,234\",1\n\"12,500\",2\n7,3\n")]
    [InlineData("a,b\n\"1,234\",1\n\"1'000\",2\n")]
    [InlineData("a;b\n1,234;1\n1500;2\n")]
    public void Thousands_separators_that_may_be_decimal_signs_are_an_error_that_names_the_column(string text) => Assert.Contains("Column a ", Errors(text)["a"][0]);

    [Fact]
    public void Dates_with_and_without_an_offset_in_one_column_are_an_error()
    {
        var errors = Errors("a,b\n2024-01-01T10:00Z,1\n2024-01-02T10:00,2\n");
        Assert.Equal("Column a mixes dates with an offset (row 1) and without (row 2).", errors["a"][0]);
    }

    [Fact]
    public void Offsets_are_normalized_to_utc()
        => Assert.Equal(
            [new DateTime(2024, 1, 1, 22, 0, 0).Ticks, new DateTime(2024, 1, 1, 10, 0, 0).Ticks],
            Assert.IsType<DateColumn>(Read("a,b\n2024-01-02T00:00+02:00,1\n2024-01-01T10:00Z,2\n").Find("a")).Ticks);

    [Fact]
    public void Every_bad_row_is_counted_and_the_first_ones_named()
    {
        var errors = Errors("a,b\n1,2\n1\n1,2,3\n\"1\"x,2\n1\n1\n1\n1,\"2\n");
        Assert.Equal(
            ["Row 2 has 1 cells where 2 are expected.", "Row 3 has 3 cells where 2 are expected.",
             "Row 4 has text after the closing quote of cell 1.", "Row 5 has 1 cells where 2 are expected.",
             "Row 6 has 1 cells where 2 are expected.", "7 rows in all are unreadable."],
            errors["data"]);
    }

    [Theory]
    [InlineData("a,b\n")]
    [InlineData("a,b")]
    [InlineData("")]
    public void A_file_without_rows_is_an_error(string text) => Assert.Contains("data", Errors(text));

    [Fact]
    public void Text_that_breaks_off_in_the_middle_of_a_character_is_an_error()
    {
        using var file = new TempFile([.. "a,b\n1,"u8, 0xC3]);
        Assert.Throws<BadDataException>(() => TableReader.Read(file.Path, true, []));
    }

    [Fact]
    public void Ten_thousand_columns_are_read()
    {
        var header = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"v{i}"));
        var row = string.Join(',', Enumerable.Range(0, 10_000));
        var table = Read($"{header}\n{row}\n{row}\n");
        Assert.Equal(9_999, Assert.IsType<NumericColumn>(table.Columns[^1]).Values[1]);
    }

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            var table = Read("a;b;c\n-1.5;-1,5;2024-01-02\n2;2;2024-01-03\n");
            Assert.Equal([-1.5, 2], Assert.IsType<NumericColumn>(table.Find("a")).Values);
            Assert.Equal([-1.5, 2], Assert.IsType<NumericColumn>(table.Find("b")).Values);
            Assert.IsType<DateColumn>(table.Find("c"));
            Assert.Equal("-1.5", SignatureBuilder.Learn(table.Find("a")!).Example);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var file = new TempFile("a,b\n1,2\n");
        Assert.Throws<OperationCanceledException>(() => TableReader.Read(file.Path, true, [], new CancellationToken(canceled: true)));
    }

    private static Table Read(string text, bool header = true, params string[] categories)
    {
        using var file = new TempFile(text);
        return TableReader.Read(file.Path, header, categories);
    }

    private static IReadOnlyDictionary<string, string[]> Errors(string text) => Assert.Throws<BadDataException>(() => Read(text)).Errors;
}
