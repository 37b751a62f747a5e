using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

/// <summary>What a column of numbers is read as, refused for, or turned into, by all of its file.</summary>
public sealed class NumberColumnTests
{
    [Theory]
    [InlineData("a\tb\n1,234\t13.25\n997\t9.5\n", "a comma separates thousands, for other columns have a decimal point")]
    [InlineData("a;b\n1,234;13.25\n997;9.5\n", "a comma separates thousands")]
    [InlineData("a,b\n\"1,234.0\",13\n997,9\n", "a comma separates thousands")]
    [InlineData("a;b\n1.234;13,25\n997;9,5\n", "a point separates thousands, for other columns have a decimal comma")]
    [InlineData("a;b\n1.234,0;13\n997;9\n", "a point separates thousands")]
    [InlineData("a;b\n1 234;13\n997;9\n", "a blank separates thousands")]
    [InlineData("a;b\n1\u00A0234;13\n997;9\n", "a blank separates thousands")]
    [InlineData("a;b\n1'234;13\n997;9\n", "an apostrophe separates thousands")]
    [InlineData("a,b\n\"$1,234.00\",1\n$997.00,2\n", "\"$\" before them is left out")]
    [InlineData("a,b\n\"1,234.0%\",1\n997%,2\n", "\"%\" behind them is left out")]
    [InlineData("a,b\n1234 months,1\n997 months,2\n", "\"months\" behind them is left out")]
    public void Separators_and_units_that_the_file_explains_are_read_and_told(string text, string told)
    {
        var column = Assert.IsType<NumericColumn>(Read(text).Find("a"));
        Assert.Equal([1234, 997], column.Values);
        Assert.Contains(told, column.Note);
    }

    [Theory]
    [InlineData("a,b\n(1234),1\n997,2\n")]
    [InlineData("a,b\n1234-,1\n997,2\n")]
    [InlineData("a,b\n−1234,1\n997,2\n")]
    public void A_minus_is_read_in_each_of_its_ways(string text)
    {
        var column = Assert.IsType<NumericColumn>(Read(text).Find("a"));
        Assert.Equal([-1234, 997], column.Values);
        Assert.Contains("negative", column.Note);
    }

    [Theory]
    [InlineData("a\tb\n1,234\t13\n997\t9\n", "a comma that may be a decimal sign or separate thousands, in row 1;")]
    [InlineData("a;b\n1.234;13\n997;9\n", "a point that may be a decimal sign or separate thousands, in row 1;")]
    [InlineData("a,b\n1.234,13\n997,9\n", "a point that may be a decimal sign or separate thousands, in row 1;")]
    [InlineData("a;b;c\n1.234;1.5;13,25\n997;2;9,5\n", "may be a decimal sign or separate thousands")]
    [InlineData("a;b\n1.234;13\n1,234;9\n", "points and commas that may")]
    [InlineData("a;b\n1.5;13\n1,5;9\n", "with a decimal point in row 1, and with a decimal comma in row 2")]
    public void What_the_file_does_not_explain_is_an_error_that_names_column_and_rows(string text, string told)
    {
        var error = Errors(text)["a"][0];
        Assert.StartsWith("Column a writes numbers with ", error);
        Assert.Contains(told, error);
    }

    [Theory]
    [InlineData("a,b\n1.234,1.5\n12.345,2\n", 12.345)]
    [InlineData("a,b\n1.234,1\n0.345,2\n", .345)]
    [InlineData("a,b\n1.234,1\n2.3456,2\n", 2.3456)]
    [InlineData("a,b\n1.234,1\n12345.678,2\n", 12345.678)]
    [InlineData("a,b\n1.234,1\n5000,2\n", 5000)]
    [InlineData("a,b\n1.234,1\n1.5e3,2\n", 1500)]
    public void Three_decimals_are_read_where_something_shows_that_the_point_is_the_decimal_sign(string text, double second)
    {
        var column = Assert.IsType<NumericColumn>(Read(text).Find("a"));
        Assert.Equal([1.234, second], column.Values);
        Assert.Null(column.Note);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("#N/A")]
    [InlineData("-")]
    [InlineData("None")]
    [InlineData("\\N")]
    [InlineData("unknown")]
    [InlineData("n.a.")]
    [InlineData("<NA>")]
    [InlineData("#DIV/0!")]
    [InlineData("not asked at all")]
    public void A_text_that_stands_in_a_fifth_of_the_cells_is_named_with_its_share_and_what_accepts_it(string mark)
    {
        // Counts from 0 to 9 as well as hundreds of different numbers.
        foreach (var distinct in new[] { 10, 1000 })
        {
            var text = "a,b\n" + string.Join("\n", Enumerable.Range(0, 200).Select(i => (i % 5 == 0 ? mark : $"{i * 7 % distinct}") + ",1"));
            var error = Errors(text)["a"][0];
            Assert.Contains($"holds numbers, but \"{mark}\" in 20 % of its cells (rows 1, 6, 11, 16, 21 and 35 more)", error);
            Assert.Contains($"missingMarks={mark}", error);
            Assert.Contains("categories=a", error);

            var column = Assert.IsType<NumericColumn>(Read(text, new() { MissingMarks = [mark] }).Find("a"));
            Assert.Equal(40, column.Values.Count(double.IsNaN));
            Assert.Equal(1 * 7 % distinct, column.Values[1]);
            Assert.IsType<CategoryColumn>(Read(text, new() { Categories = ["a"] }).Find("a"));
        }
    }

    [Fact]
    public void The_word_none_is_asked_for_in_another_case_since_it_is_the_options_own()
    {
        var text = "a,b\n" + string.Join("\n", Enumerable.Range(0, 100).Select(i => (i % 4 == 0 ? "none" : $"{i}") + ",1"));
        Assert.Contains("missingMarks=None", Errors(text)["a"][0]);
        Assert.Equal(25, Assert.IsType<NumericColumn>(Read(text, new() { MissingMarks = ["None"] }).Find("a")).Values.Count(double.IsNaN));
    }

    [Fact]
    public void A_mark_that_hides_most_of_the_numbers_is_named_too()
        => Assert.Contains("\".\" in 90 % of its cells", Errors("a,b\n" + Column(300, i => i % 10 == 0 ? $"{i}" : "."))["a"][0]);

    [Fact]
    public void Several_texts_among_numbers_are_each_named()
    {
        var error = Errors("a,b\n" + Column(100, i => (i % 10) switch { 0 => "x", 1 => "y", _ => i == 57 ? "secret" : $"{i}" }))["a"][0];
        Assert.Contains("\"x\" in 10 % of its cells", error);
        Assert.Contains("\"y\" in 10 % of its cells", error);
        Assert.Contains("and other texts in row 58;", error);
        Assert.Contains("missingMarks=x and missingMarks=y", error);
        Assert.DoesNotContain("secret", error);
    }

    [Theory]
    [InlineData("k", "M")]
    [InlineData("%", "")]
    [InlineData(" months", " years")]
    public void Numbers_of_several_units_are_an_error_that_names_the_rows(string unit, string other)
    {
        var error = Errors("a,b\n" + Column(100, i => $"{i + 2}{(i is 3 or 17 ? other : unit)}"))["a"][0];
        Assert.Contains($"Column a holds numbers with \"{unit.Trim()}\", but not in rows 4, 18;", error);
    }

    [Fact]
    public void Years_of_employment_as_a_lender_writes_them_are_refused_and_can_be_categories()
    {
        string[] levels = ["< 1 year", "1 year", "2 years", "3 years", "4 years", "5 years", "6 years", "7 years", "8 years", "9 years", "10+ years"];
        var text = "a,b\n" + Column(220, i => i % 3 == 0 ? "10+ years" : levels[i % 11]);
        Assert.Contains("\"10+ years\" in ", Errors(text)["a"][0]);
        Assert.Equal(11, Assert.IsType<CategoryColumn>(Read(text, new() { Categories = ["a"] }).Find("a")).Levels.Length);
    }

    [Theory]
    [InlineData("A1", "B2", "C3", "A4", "D5", "E6", "F7")]
    [InlineData("1A", "2A", "1B", "2C", "3D", "4E", "5F", "6G", "7H")]
    [InlineData("<0", "0<=X<200", ">=200", "no checking")]
    [InlineData("18-24", "25-34", "35-44", "45-54", "55-64", "65+")]
    [InlineData("1st", "2nd", "3rd", "4th")]
    [InlineData("12 Main St", "5 High Rd", "7 Park Av", "9 Low Ln", "1 Old Wy", "3 Oak Dr", "8 Elm Ct", "6 Bay Pl", "4 Fir Sq", "2 Ash Gr")]
    [InlineData("192.168.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5")]
    [InlineData("12:30", "13:45", "14:00", "15:10", "16:20", "17:30")]
    public void Codes_and_texts_with_digits_in_them_stay_categories_without_a_word(params string[] levels)
        => Assert.Null(Assert.IsType<CategoryColumn>(Read("a,b\n" + Column(200, i => levels[i % levels.Length])).Find("a")).Note);

    [Fact]
    public void Mostly_texts_with_some_numeric_codes_stay_a_category()
        => Assert.IsType<CategoryColumn>(Read("a,b\n" + Column(200, i => i % 3 == 0 ? $"{i % 7}" : $"{(char)('A' + i % 20)}{i % 9}")).Find("a"));

    [Fact]
    public void A_few_different_numbers_beside_a_text_become_a_category_and_that_is_told()
        => Assert.Equal(
            "Column a is read as a category: 75 % of its cells are numbers, the others are not.",
            Assert.IsType<CategoryColumn>(Read("a,b\n" + Column(200, i => i % 4 == 3 ? "3+" : $"{i % 4}")).Find("a")).Note);

    [Theory]
    [InlineData("a")]
    [InlineData("customer_id")]
    public void What_is_no_feature_may_hold_anything(string name)
    {
        var text = $"{name},b,y\n" + string.Join("\n", Enumerable.Range(0, 100).Select(i => $"{(i % 3 == 0 ? $"X{i}" : $"{i}")},{i}.5,{i % 2}"));
        var options = new TrainingOptions { Label = "y", Exclude = name == "a" ? ["a"] : [] };
        Assert.IsType<CategoryColumn>(Read(text, options).Find(name));
        Assert.IsType<CategoryColumn>(Read(text, options with { Exclude = [], Features = ["b"] }).Find(name));
        Assert.IsType<CategoryColumn>(Read(text, options with { Exclude = [], Group = name }).Find(name));
        Assert.Throws<BadDataException>(() => Read(text, options with { Exclude = [], Features = [name] }));
    }

    private static string Column(int rows, Func<int, string> cell) => string.Join("\n", Enumerable.Range(0, rows).Select(i => $"\"{cell(i)}\",1"));

    private static Table Read(string text, TrainingOptions? options = null)
    {
        using var file = new TempFile(text);
        return TableReader.Read(file.Path, FileReading.Of(options ?? new()));
    }

    private static IReadOnlyDictionary<string, string[]> Errors(string text) => Assert.Throws<BadDataException>(() => Read(text)).Errors;
}
