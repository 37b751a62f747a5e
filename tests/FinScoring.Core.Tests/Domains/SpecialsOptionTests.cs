using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Tests.Data;

namespace FinScoring.Core.Tests.Domains;

public class SpecialsOptionTests
{
    private static readonly Table Loans = Tables.Loans(
        Tables.Numbers("score", [.. Enumerable.Range(0, 60).Select(i => i % 4 == 0 ? -9.0 : 300 + i * 13 % 97)]),
        Tables.Numbers("late:days", [.. Enumerable.Range(0, 60).Select(i => i * 7 % 11 - 1.0)]));

    [Fact]
    public void Codes_found_are_reported_in_the_signature_and_as_a_warning()
    {
        var data = Loan();
        Assert.Equal([-9], Learned(data, "score").Specials);
        // Range and example are those of the numbers.
        Assert.InRange(Learned(data, "score").Min!.Value, 300, 396);
        Assert.Equal(
            ["Column score: -9 is read as a code, not as a number. Name codes with specials=column:value, or say specials=none."], data.Warnings);
        Assert.Null(Learned(data, "late:days").Specials);
    }

    [Fact]
    public void A_code_that_nothing_sets_apart_can_be_named()
    {
        var data = Loan("late:days:-1", "late:days: 9");
        Assert.Equal([-1, 9], Learned(data, "late:days").Specials);
        Assert.Equal(8, Learned(data, "late:days").Max);
        Assert.Equal([-9], Learned(data, "score").Specials);
        // Who named codes knows of them.
        Assert.StartsWith("Column score:", Assert.Single(data.Warnings, w => w.Contains("code")));
    }

    [Fact]
    public void None_leaves_the_numbers_that_are_not_named_as_they_are()
    {
        var data = Loan("none", "late:days:-1");
        Assert.Null(Learned(data, "score").Specials);
        Assert.Equal(-9, Learned(data, "score").Min);
        Assert.Equal([-1], Learned(data, "late:days").Specials);
    }

    [Theory]
    [InlineData("score")]
    [InlineData("score:")]
    [InlineData(":-9")]
    [InlineData("score:many")]
    [InlineData("score:1e99")]
    public void What_is_no_code_is_refused(string special)
        => Assert.Equal(["specials"], OptionsCheck.Find("loan", Tables.LoanOptions with { Specials = [special] }).Keys);

    [Fact]
    public void A_column_that_is_not_there_is_refused()
        => Assert.Equal(["specials"], Tables.Errors(() => Loan("points:-9")).Keys);

    [Theory]
    [InlineData("loan", "job:1")]
    [InlineData("trade", "symbol:1")]
    public void A_column_of_texts_has_no_codes(string domain, string special)
    {
        using var file = new TempFile(domain == "trade"
            ? "date,symbol,open,high,low,close,volume\n2024-01-02,A,1,1,1,1,1\n2024-01-03,A,2,2,2,2,2\n"
            : "income,job,outcome\n1,clerk,bad\n2,cook,good\n");
        var options = domain == "trade" ? new TrainingOptions() : Tables.LoanOptions;
        var refused = Tables.Errors(() => FirstLook.Check(file.Path, domain, options with { Specials = [special] }));
        Assert.Equal(["specials"], refused.Keys);
        Assert.Contains("holds no numbers", refused["specials"][0]);
    }

    [Fact]
    public void Columns_beside_bars_have_codes_and_what_is_computed_from_bars_has_none()
    {
        var sentiment = Tables.Numbers("sentiment", [.. Enumerable.Range(0, 200).Select(i => i % 5 == 0 ? -99.0 : Math.Sin(i))]);
        var data = Tables.Trade(Tables.Bars(1, 200, sentiment), new() { Features = ["sentiment"] });
        Assert.Equal(["sentiment"], data.Signature.Inputs.Where(c => c.Specials is not null).Select(c => c.Name));
        Assert.Contains(data.Warnings, w => w.StartsWith("Column sentiment: -99 is read as a code"));
    }

    private static Dataset Loan(params string[] specials) => Tables.Loan(Loans, Tables.LoanOptions with { Specials = specials });

    private static Column Learned(Dataset data, string name) => data.Signature.Columns.Single(c => c.Name == name);
}
