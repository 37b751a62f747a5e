using System.Text;
using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", ',')]
    [InlineData("a;b\n1;2\n3;4\n", ';')]
    [InlineData("a\tb\n1\t2\n3\t4\n", '\t')]
    [InlineData("a b\n1   2\n  3 4  \n", ' ')]
    [InlineData("a;b\n1,5;2,5\n3,5;4,5\n", ';')]
    [InlineData("a,b\n\"1;0\",2\n\"3;0\",4\n", ',')]
    [InlineData("a,b\n1,2", ',')]
    [InlineData("a,b\n5\"\" disk,2\n", ',')]
    [InlineData("\"a\";\"b\"\n\"x\ny,\"\"z\";2\n", ';')]
    [InlineData("a;b\n1,5;", ';')]
    [InlineData("a b\n\"x y\" 2\n\n3 4", ' ')]
    [InlineData("a;b", ';')]
    [InlineData("a|b\n1|2\n", '|')]
    [InlineData("a|b\n1,5|2,5\n3,5|4,5\n", '|')]
    [InlineData("a,b\n\"1|0\",2|3\n", ',')]
    [InlineData("sep=;\na;b\n1;2\n", ';')]
    [InlineData("\uFEFFsep=,\r\na,b\r\n1;5,2;5\r\n", ',')]
    [InlineData("\"sep=;\"\r\na;b", ';')]
    [InlineData("SEP=\t\na\tb\n1\t2", '\t')]
    [InlineData("sep=^\na^b\n1^2", '^')]
    public void The_delimiter_is_told_from_the_text(string text, char delimiter)
    {
        using var rows = Csv.Open(text);
        Assert.Equal(delimiter, rows.Delimiter);
        Assert.Equal(["a", "b"], rows.Names);
    }

    [Fact]
    public void Cells_in_runs_of_blanks_are_read_as_in_the_original_german_data()
        => Assert.Equal(
            [["A11", "6", "A34", "1169"], ["A12", "48", "A 32", "5951"]],
            Csv.Read("A11 6 A34 1169 \n  A12  48   \"A 32\" 5951\n", header: false));

    [Fact]
    public void Excels_own_line_is_no_row()
    {
        Assert.Equal([["1", "2"]], Csv.Read("sep=;\n1;2", header: false));
        Assert.Equal([["1", "2"]], Csv.Read("sep=;\na;b\n1;2"));
        // A column may be called so.
        Assert.Equal([["1", "2"]], Csv.Read("sep=,b\n1,2\n"));
    }

    [Fact]
    public void Without_a_header_the_columns_are_numbered_and_the_first_line_is_data()
    {
        using var rows = Csv.Open("5,x\n6,y\n", header: false);
        Assert.Equal(["c1", "c2"], rows.Names);
        Assert.True(rows.Read());
        Assert.Equal(("5", 1), (rows[0].ToString(), rows.Row));
    }

    [Fact]
    public void Quoted_cells_hold_delimiters_quotes_and_line_breaks()
        => Assert.Equal([["x,\"y\"\nz", "2"], ["3", "4"]], Csv.Read("a,b\n\"x,\"\"y\"\"\nz\",2\n3,4\n"));

    [Fact]
    public void A_quote_in_the_middle_of_a_cell_is_a_character()
        => Assert.Equal([["5\" disk", "2"]], Csv.Read("a,b\n5\" disk,2\n"));

    [Fact]
    public void Blank_lines_are_skipped_and_not_counted()
    {
        using var rows = Csv.Open("\n \na,b\n\n1,2\n   \n\r\n3,4,5\n");
        Assert.True(rows.Read());
        Assert.True(rows.Read());
        Assert.Equal((2, "has 3 cells where 2 are expected"), (rows.Row, rows.Problem));
        Assert.False(rows.Read());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1,2,3")]
    [InlineData("\"1\"x,2")]
    [InlineData("1, \"2\"")]
    [InlineData("\"1\"\"x\" y\",2")]
    public void A_bad_row_says_why_and_does_not_spoil_the_next(string bad)
    {
        using var rows = Csv.Open($"a,b\n{bad}\n3,4\n");
        Assert.True(rows.Read());
        Assert.NotNull(rows.Problem);
        Assert.True(rows.Read());
        Assert.Null(rows.Problem);
        Assert.Equal("4", rows[1].ToString());
    }

    [Theory]
    [InlineData("3,\"4", 2)]
    [InlineData("\"3,4", 1)]
    [InlineData("3,\"4\"\"", 2)]
    [InlineData("\"3\",\"4,5", 2)]
    public void A_quote_that_is_never_closed_costs_its_line_only(string broken, int cell)
    {
        foreach (var end in (string[])["\n", "\r\n"])
        {
            using var rows = Csv.Open(string.Join(end, "a,b", "1,2", broken, "5,6", "\"7\",\"8\"", ""));
            Assert.True(rows.Read());
            Assert.True(rows.Read());
            Assert.Equal((2, $"opens a quote in cell {cell} that is never closed"), (rows.Row, rows.Problem));
            Assert.True(rows.Read());
            Assert.Equal(("5", "6", null), (rows[0].ToString(), rows[1].ToString(), rows.Problem));
            Assert.True(rows.Read());
            Assert.Equal(("7", "8", null), (rows[0].ToString(), rows[1].ToString(), rows.Problem));
            Assert.False(rows.Read());
        }
    }

    [Fact]
    public void A_header_with_a_broken_quote_is_an_error()
        => Assert.Contains("cell 2", Assert.Throws<BadDataException>(() => Csv.Open("a,\"b\n1,2\n")).Message);

    [Theory]
    [InlineData("7,1,2", true)]
    [InlineData("7,\"1", true)]
    [InlineData("\"7", false)]
    [InlineData(" \"7\",1", false)]
    public void The_first_cell_of_a_bad_row_is_sound_where_the_trouble_lies_behind_it(string bad, bool sound)
    {
        using var rows = Csv.Open($"a,b\n{bad}\n");
        Assert.True(rows.Read());
        Assert.NotNull(rows.Problem);
        Assert.Equal(sound, rows.FirstCellIsSound);
    }

    [Fact]
    public void A_row_longer_than_the_limit_ends_the_reading_and_is_named()
    {
        using var rows = Csv.Open($"a,b\n1,2\n1,{new string('x', CsvRows.MaxRowLength)}\n3,4\n");
        Assert.True(rows.Read());
        Assert.Contains("Row 2", Assert.Throws<BadDataException>(() => rows.Read()).Message);
    }

    [Fact]
    public void Quotes_that_are_broken_on_every_line_are_each_looked_at_once()
    {
        // From either side each line opens a quote: a search for its end that fails fails at the end of the text. Were it made
        // anew on every line, this would take hours and not end.
        const int lines = 400_000;
        using var rows = Csv.Open("a,b\n" + string.Concat(Enumerable.Repeat("\",a\",\"\n", lines)));
        var read = 0;
        while (rows.Read())
            read++;
        Assert.InRange(read, lines / 2, lines);
    }

    [Fact]
    public void A_quote_whose_close_is_further_off_than_the_limit_is_never_closed()
    {
        using var rows = Csv.Open("a,b\n1,\"" + string.Concat(Enumerable.Repeat("x,1\n", CsvRows.MaxRowLength / 3)) + "\"\n");
        Assert.True(rows.Read());
        Assert.Contains("never closed", rows.Problem);
        Assert.True(rows.Read());
        Assert.Equal("x", rows[0].ToString());
    }

    [Fact]
    public void A_cell_of_a_million_characters_is_read()
        => Assert.Equal(1_000_000, Csv.Read($"a,b\n1,{new string('x', 1_000_000)}\n")[0][1].Length);

    [Fact]
    public void Ten_thousand_columns_are_read()
    {
        var names = Enumerable.Range(0, 10_000).Select(i => $"column_{i}").ToArray();
        var rows = Csv.Read(string.Join(',', names) + "\n" + string.Join(',', Enumerable.Range(0, 10_000)) + "\n");
        Assert.Equal("9999", Assert.Single(rows)[9_999]);
    }

    [Fact]
    public void Blank_and_repeated_names_are_reported_together_by_position()
    {
        var bad = Assert.Throws<BadDataException>(() => Csv.Open("a,,b,a, ,b,a\n"));
        Assert.Contains("column 2, 5 without a name", bad.Message);
        Assert.Contains("columns 1, 4, 7.", bad.Message);
        Assert.Contains("columns 3, 6.", bad.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n \r\n")]
    public void An_empty_file_is_an_error(string text) => Assert.Throws<BadDataException>(() => Csv.Open(text));

    [Fact]
    public void A_header_alone_has_no_rows() => Assert.Empty(Csv.Read("a,b\n"));

    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r1,2\r")]
    [InlineData("a,b\n1,2")]
    public void Any_line_end_will_do(string text) => Assert.Equal([["1", "2"]], Csv.Read(text));

    [Fact]
    public void A_cell_may_begin_with_a_number_sign() => Assert.Equal([["#1", "2"], ["#3", "4"]], Csv.Read("#a,b\n#1,2\n#3,4\n"));

    public static TheoryData<string> Encodings => new("utf-8", "utf-16", "utf-16BE");

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_byte_order_mark_is_obeyed_and_is_no_part_of_the_name(string encoding)
    {
        var e = Encoding.GetEncoding(encoding);
        using var rows = CsvRows.Open(new MemoryStream([.. e.GetPreamble(), .. e.GetBytes("größe,b\n😀,2\n")]));
        Assert.Equal("größe", rows.Names[0]);
        Assert.True(rows.Read());
        Assert.Equal("😀", rows[0].ToString());
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xE4)]
    [InlineData(0)]
    public void Bytes_that_are_no_text_cost_their_row_only(byte bad)
    {
        using var rows = CsvRows.Open(new MemoryStream([.. "a,b\n1,2\nx"u8, bad, .. ",4\n5,6\n"u8]));
        Assert.True(rows.Read());
        Assert.Null(rows.Problem);
        Assert.True(rows.Read());
        Assert.Equal("holds bytes that are no text in UTF-8 (or in UTF-16 with a byte order mark)", rows.Problem);
        Assert.False(rows.FirstCellIsSound);
        Assert.True(rows.Read());
        Assert.Equal(("5", null), (rows[0].ToString(), rows.Problem));
    }

    [Fact]
    public void A_header_that_is_no_text_is_an_error()
        => Assert.Contains("no text", Assert.Throws<BadDataException>(() => CsvRows.Open(new MemoryStream(Encoding.Unicode.GetBytes("a,b\n1,2\n")))).Message);
}
