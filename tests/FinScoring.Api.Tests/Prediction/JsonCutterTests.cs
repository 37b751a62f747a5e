using System.Text;
using CsCheck;
using FinScoring.Api.Prediction.Batch;

namespace FinScoring.Api.Tests.Prediction;

public sealed class JsonCutterTests
{
    // Text with everything that could mislead: quotes, escapes, brackets, commas.
    private static readonly Gen<string> Elements = Gen.OneOf(
        Gen.Int.Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Char["a\"\\]}[{,é"].Array[0, 8].Select(chars => System.Text.Json.JsonSerializer.Serialize(new string(chars))),
        Gen.Char["a\"\\]}[{,é"].Array[0, 8].Select(chars => System.Text.Json.JsonSerializer.Serialize(new { a = new string(chars), b = new[] { 1, 2 } })));

    [Fact]
    public void A_list_is_cut_into_its_elements_whatever_the_pieces_it_comes_in()
        => Gen.Select(Elements.List[0, 20], Gen.Int[1, 40], Gen.Int[0, 2].Select(i => new[] { "", " ", "\r\n\t" }[i])).Sample((elements, piece, blank) =>
        {
            var json = Encoding.UTF8.GetBytes(blank + "[" + blank + string.Join(blank + "," + blank, elements) + blank + "]" + blank);
            Assert.Equal(elements, Cut(new ListCutter(), json, piece));
        });

    [Fact]
    public void Lines_are_rows_whatever_the_pieces_they_come_in_and_blank_ones_are_none()
        => Gen.Select(Elements.List[0, 20], Gen.Int[1, 40], Gen.Bool).Sample((elements, piece, ended) =>
        {
            var lines = Encoding.UTF8.GetBytes(string.Join("\r\n \n", elements) + (ended ? "\n" : ""));
            Assert.Equal(elements, Cut(new LineCutter(), lines, piece));
        });

    private static List<string> Cut(IJsonCutter cutter, byte[] json, int piece)
    {
        var rows = new List<string>();
        var chunk = new JsonChunk();
        foreach (var part in json.Chunk(piece))
        {
            for (var at = 0; at < part.Length;)
            {
                at += cutter.Cut(part.AsSpan(at), chunk);
                Take(ref chunk, rows);
            }
        }

        cutter.End(chunk);
        Take(ref chunk, rows);
        Assert.Null(cutter.Problem);
        return rows;
    }

    private static void Take(ref JsonChunk chunk, List<string> rows)
    {
        for (var row = 0; row < chunk.Count; row++)
            rows.Add(Encoding.UTF8.GetString(chunk.Row(row)).Trim());
        chunk = chunk.Next();
    }
}
