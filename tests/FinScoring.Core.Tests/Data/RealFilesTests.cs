using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

/// <summary>The expected numbers were counted with Python's csv module, float() and date.fromisoformat().</summary>
public sealed class RealFilesTests
{
    [RealDataFact]
    public void The_real_files_have_the_expected_rows_kinds_missing_cells_and_categories()
    {
        Assert.Equal("690 rows; 15 numeric, 0 category, 0 date; 0 missing; 0 levels", Summary("loan_credit_approval/australian_credit.csv"));
        Assert.Equal("690 rows; 6 numeric, 10 category, 0 date; 67 missing; 42 levels", Summary("loan_credit_approval/credit_approval_japanese_crx.csv"));
        Assert.Equal("1000 rows; 7 numeric, 14 category, 0 date; 0 missing; 56 levels", Summary("loan_german_credit/german_credit.csv"));
        Assert.Equal("1000 rows; 3 numeric, 18 category, 0 date; 0 missing; 70 levels", Summary("loan_german_credit/south_german_credit_corrected.csv"));
        Assert.Equal("9857 rows; 17 numeric, 6 category, 0 date; 0 missing; 104 levels", Summary("loan_lending_club_2016q1/lending_club.csv"));
        Assert.Equal("30000 rows; 25 numeric, 0 category, 0 date; 0 missing; 0 levels", Summary("loan_taiwan_card_default/taiwan_card_default.csv"));
        Assert.Equal("6553 rows; 22 numeric, 0 category, 1 date; 2156 missing; 0 levels", Summary("risk_market_drawdown/market_drawdown_sp500_dev.csv"));
        Assert.Equal("7027 rows; 65 numeric, 0 category, 0 date; 5835 missing; 0 levels", Summary("risk_polish_bankruptcy/polish_bankruptcy_1year.csv"));
        Assert.Equal("468 rows; 26 numeric, 0 category, 1 date; 174 missing; 0 levels", Summary("risk_us_recession/us_recession_dev.csv"));
        Assert.Equal("70207 rows; 5 numeric, 1 category, 1 date; 3 missing; 31 levels", Summary("trade_djia30_daily/djia30_dev.csv"));
        Assert.Equal("6553 rows; 20 numeric, 0 category, 1 date; 2156 missing; 0 levels", Summary("trade_sp500_daily/sp500_daily_dev.csv"));
    }

    [RealDataFact]
    public void Only_the_identifiers_and_the_future_of_the_real_files_are_left_out()
    {
        Assert.Empty(LeftOut("loan_german_credit/german_credit.csv"));
        Assert.Empty(LeftOut("loan_lending_club_2016q1/lending_club.csv"));
        Assert.Empty(LeftOut("risk_polish_bankruptcy/polish_bankruptcy_1year.csv"));
        Assert.Equal(["ID"], LeftOut("loan_taiwan_card_default/taiwan_card_default.csv"));
        Assert.Equal(
            ["date", "target_recession_next_12m", "target_recession_in_12m"], LeftOut("risk_us_recession/us_recession_dev.csv"));
    }

    [RealDataFact]
    public void The_numbers_of_the_real_files_are_read_exactly()
    {
        // math.fsum of the absolute values of all cells that float() reads.
        Assert.Equal(14534796379.0, Sum("loan_taiwan_card_default/taiwan_card_default.csv"), 1e-4);
        Assert.Equal(256387257.941467, Sum("risk_polish_bankruptcy/polish_bankruptcy_1year.csv"), 1e-5);
        Assert.Equal(161511497.045243, Sum("risk_us_recession/us_recession_dev.csv"), 1e-5);
    }

    private static string Summary(string file)
    {
        var table = Read(file);
        int Count<T>() => table.Columns.Count(c => c is T);
        var missing = table.Columns.Sum(c => Enumerable.Range(0, table.Rows).Count(c.IsMissing));
        var levels = table.Columns.OfType<CategoryColumn>().Sum(c => c.Levels.Length);
        return $"{table.Rows} rows; {Count<NumericColumn>()} numeric, {Count<CategoryColumn>()} category, {Count<DateColumn>()} date; "
            + $"{missing} missing; {levels} levels";
    }

    private static string[] LeftOut(string file)
        => [.. Read(file).Columns.Where(c => SignatureBuilder.ReasonToIgnore(c, named: false) is not null).Select(c => c.Name)];

    private static double Sum(string file)
        => Read(file).Columns.OfType<NumericColumn>().Sum(c => c.Values.Where(v => !double.IsNaN(v)).Sum(Math.Abs));

    private static Table Read(string file) => TableReader.Read(RealData.File(file), header: true, categories: []);
}
