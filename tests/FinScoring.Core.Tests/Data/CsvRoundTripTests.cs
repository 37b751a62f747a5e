using System.Text;
using CsCheck;
using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public sealed class CsvRoundTripTests
{
    private static readonly Gen<string> CellText = Gen.OneOf(
        Gen.String[Gen.Char["ab,;\t\"\r\n #'é漢"], 0, 8], Gen.Double.Select(d => d.ToString("R")), Gen.Const("NA"));

    private static readonly Gen<(string[][] Rows, char Delimiter, string LineEnd)> Tables =
        from columns in Gen.Int[2, 6]
        from rows in CellText.Array[columns].Array[1, 30]
        from delimiter in Gen.Char[",;\t"]
        from lineEnd in Gen.Bool.Select(crlf => crlf ? "\r\n" : "\n")
        select (rows, delimiter, lineEnd);

    [Fact]
    public void A_table_written_by_the_rules_of_RFC_4180_is_read_as_it_was()
        => Tables.Sample(t => Assert.Equal(Trimmed(t.Rows), Csv.Read(Write(t.Rows, t.Delimiter, t.LineEnd))), iter: 500);

    [Fact]
    public void A_stream_that_brings_a_few_bytes_at_a_time_reads_the_same()
        => Gen.Select(Tables, Gen.Int[1, 9]).Sample(
            (t, size) => Assert.Equal(Trimmed(t.Rows), ReadSlowly(Write(t.Rows, t.Delimiter, t.LineEnd), size).GetAwaiter().GetResult()), iter: 100);

    [Fact]
    public void Of_any_text_the_rows_before_the_first_problem_are_those_of_a_strict_reader()
        => Gen.String[Gen.Char["ab,\"\"\n "], 0, 40].Sample(
            text =>
            {
                var strict = StrictRows(text);
                var read = RowsBeforeTheFirstProblem(text);
                Assert.Equal(strict.Take(read.Count), read);
            },
            iter: 20_000);

    [Fact]
    public void A_broken_quote_among_lines_without_quotes_spoils_no_other_row()
        => Gen.Select(Gen.Int[0, 99], Gen.Int[0, 1], Gen.String[Gen.Char["ab \""], 0, 6], Gen.Int[1, 9]).Sample(
            (row, cell, text, size) =>
            {
                string[] lines = [.. Enumerable.Range(0, 100).Select(i => $"{i},{i}")];
                lines[row] = cell == 0 ? $"\"{text},1" : $"1,\"{text}";
                using var rows = CsvRows.OpenAsync(new SlowStream(Encoding.UTF8.GetBytes("x,y\n" + string.Join('\n', lines)), size)).Result;
                for (var i = 0; i < lines.Length; i++)
                {
                    Assert.True(rows.ReadAsync().AsTask().Result);
                    if (i != row)
                        Assert.Equal(($"{i}", $"{i}", null), (rows[0].ToString(), rows[1].ToString(), rows.Problem));
                }

                Assert.False(rows.Read());
            },
            iter: 2_000);

    // The header has names that quote nothing; every cell is quoted that must be, and some that need not.
    private static string Write(string[][] rows, char delimiter, string lineEnd)
    {
        var text = new StringBuilder().AppendJoin(delimiter, rows[0].Select((_, i) => $"column {i}")).Append(lineEnd);
        foreach (var row in rows)
            text.AppendJoin(delimiter, row.Select((c, i) => Quoted(c, delimiter, i == 0))).Append(lineEnd);
        return text.ToString();
    }

    private static string Quoted(string cell, char delimiter, bool always)
        => always || cell.Contains(delimiter) || cell.AsSpan().IndexOfAny("\"\r\n ") >= 0 ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    private static string[][] Trimmed(string[][] rows) => [.. rows.Select(r => r.Select(c => c.Trim()).ToArray())];

    private static List<string[]> RowsBeforeTheFirstProblem(string text)
    {
        using var rows = Csv.Open("x,y\n" + text);
        var all = new List<string[]>();
        while (rows.Read() && rows.Problem is null)
            all.Add([.. Enumerable.Range(0, rows.Count).Select(i => rows[i].ToString())]);
        return all;
    }

    // Character by character, as RFC 4180 says: quotes count only where they open a cell. Blank lines are no rows.
    private static List<string[]> StrictRows(string text)
    {
        var rows = new List<string[]>();
        var (row, cell, quoted, opened, raw) = (new List<string>(), "", false, false, "");
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c != '"') cell += c;
                else if (i + 1 < text.Length && text[i + 1] == '"') cell += text[++i];
                else quoted = false;
                raw += c;
                continue;
            }
            if (c is ',' or '\n')
            {
                row.Add(cell.Trim());
                (cell, opened) = ("", false);
                if (c == '\n' && (row.Count > 1 || raw.Trim() != "")) rows.Add([.. row]);
                (row, raw) = c == '\n' ? ([], "") : (row, raw);
            }
            else if (c == '"' && cell == "" && !opened) (quoted, opened) = (true, true);
            else cell += c;
            raw += c is ',' or '\n' ? "" : c;
        }
        return rows;
    }

    private static async Task<List<string[]>> ReadSlowly(string text, int size)
    {
        using var rows = await CsvRows.OpenAsync(new SlowStream(Encoding.UTF8.GetBytes(text), size));
        var all = new List<string[]>();
        while (await rows.ReadAsync())
            all.Add([.. Enumerable.Range(0, rows.Count).Select(i => rows[i].ToString())]);
        return all;
    }

    private sealed class SlowStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
