using System.Globalization;
using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Tests.Domains;

namespace FinScoring.Core.Tests.Data;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("true", "True", "TRUE")]
    [InlineData("false", "False", "FALSE")]
    [InlineData("4", "4.0", "4.00", "+4", "4,0", "+4.0", "4e+00", "0.4E+1")]
    [InlineData("-9", "-9.0", "-9,00")]
    [InlineData("0", "0.0", "-0", "-0.0", "+0")]
    [InlineData("100000", "1e+05", "1E+05", "1.0e+05", "100000.000")]
    [InlineData("9007199254740992", "9007199254740992.0")]
    public void Spellings_of_one_value_are_one(string value, params string[] spellings)
        => Assert.All(spellings, spelling =>
        {
            Assert.Equal(value, Spelling.Canonical(spelling));
            Assert.True(Spelling.IsSame(value, spelling));
        });

    [Theory]
    [InlineData("0005")]
    [InlineData("01234")]
    [InlineData("00")]
    [InlineData("-01")]
    [InlineData("4.5")]
    [InlineData("1.10")]
    [InlineData("4.")]
    [InlineData(".0")]
    [InlineData("1E3")]
    [InlineData("4e0")]
    [InlineData("1.5e-03")]
    [InlineData("4,000")]
    [InlineData("9007199254740993")]
    [InlineData("12345678901234567890")]
    [InlineData("1e+300")]
    [InlineData("e+05")]
    [InlineData("1.e+05")]
    [InlineData("yes")]
    [InlineData("T")]
    [InlineData("truest")]
    [InlineData("+")]
    [InlineData("4 ")]
    [InlineData("")]
    public void Any_other_text_is_itself_only(string text) => Assert.Null(Spelling.Canonical(text));

    [Fact]
    public void A_whole_number_is_one_however_it_is_written_and_no_other()
        => Gen.Select(Gen.Long[-(1L << 53), 1L << 53], Gen.Int[1, 4], Gen.Bool).Sample((number, zeros, plus) =>
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            string[] spellings = [text, $"{text}.{new string('0', zeros)}", plus && number > 0 ? $"+{text}" : text];
            Assert.All(spellings, spelling => Assert.Equal(text, Spelling.Canonical(spelling)));
            Assert.Equal(text, Spelling.Canonical((double)number));
            Assert.False(Spelling.IsSame(text, (number + 1).ToString(CultureInfo.InvariantCulture)));
        });

    [Fact]
    public void Levels_that_are_one_value_become_one_spelled_as_most_rows_spell_it_whatever_the_order_of_the_rows()
    {
        string?[] cells = ["4.0", "True", "4", null, "TRUE", "4.0", "05", "5", "true", "TRUE"];
        var column = Spelling.Merge(Tables.Texts("x", cells));
        Assert.Equal(["4.0", "TRUE", "05", "5"], column.Levels);
        Assert.Equal([0, 1, 0, -1, 1, 0, 2, 3, 1, 1], column.Codes);
        var reversed = Spelling.Merge(Tables.Texts("x", [.. cells.Reverse()]));
        Assert.Equal(column.Levels.Order(), reversed.Levels.Order());
    }

    [Fact]
    public void Two_spellings_of_as_many_rows_are_one_and_the_same_whichever_comes_first()
    {
        Assert.Equal(["True"], Spelling.Merge(Tables.Texts("x", "true", "True")).Levels);
        Assert.Equal(["True"], Spelling.Merge(Tables.Texts("x", "True", "true")).Levels);
    }

    [Fact]
    public void A_file_whose_cells_spell_a_value_in_two_ways_has_one_category()
    {
        using var file = new TempFile("grade,owner,y\n4,True,a\n4.0,TRUE,b\n4,true,a\n5,FALSE,b\n0005,,a\n");
        var table = TableReader.Read(file.Path, header: true, ["grade"]);
        Assert.Equal(["4", "5", "0005"], Assert.IsType<CategoryColumn>(table.Find("grade")).Levels);
        Assert.Equal(["TRUE", "FALSE"], Assert.IsType<CategoryColumn>(table.Find("owner")).Levels.Select(l => l.ToUpperInvariant()));
        Assert.Equal([0, 0, 0, 1, -1], ((CategoryColumn)table.Find("owner")!).Codes);
    }
}
