using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Tests.Domains;

public class RealDataTests
{
    [RealDataFact]
    public void Outcomes_of_the_sp500_are_those_its_authors_computed()
    {
        var table = Read("trade_sp500_daily/sp500_daily_dev.csv");
        foreach (var (horizon, column) in new[] { (1, "target_return_1d"), (5, "target_return_5d") })
        {
            var data = Tables.Trade(table, new() { Horizon = $"{horizon}", Features = ["vix_close", "news_sentiment_lag1"] });
            var published = ((NumericColumn)table.Find(column)!).Values.ToArray()[(BarWindow.LookBack - 1)..];

            Assert.Equal(6553 - BarWindow.LookBack + 1 - horizon, data.Rows);
            Assert.All(data.Return!.Zip(published), r => Assert.Equal(r.Second, r.First, 1e-6));
        }
    }

    [RealDataFact]
    public void The_djia_panel_is_split_by_date_and_its_missing_prices_are_left_out()
    {
        var data = Tables.Trade(Read("trade_djia30_daily/djia30_dev.csv"));
        var plan = FoldPlan.Outer(data, 5, 1);

        Assert.Equal(31, data.Group!.Distinct().Count());
        // One without prices, one with a low of 0 and 27 whose open or close is more than 1 % outside low to high.
        Assert.Contains(data.Warnings, w => w.StartsWith("29 bars", StringComparison.Ordinal) && w.Contains("are left out", StringComparison.Ordinal));
        Assert.Equal(5, plan.Folds.Count);
        Assert.All(plan.Folds, f => Assert.True(f.Train.Max(r => data.LabelEnd![r]) < f.Test.Min(r => data.Time![r])));
    }

    [RealDataFact]
    public void Recession_labels_end_a_year_after_their_month_and_the_other_target_is_no_feature()
    {
        var options = new TrainingOptions { Label = "target_recession_next_12m", Time = "date", Horizon = "P12M", Exclude = ["in_recession_now"] };
        var data = Tables.Risk(Read("risk_us_recession/us_recession_dev.csv"), options);

        Assert.Equal((468, 125), (data.Rows, data.Events));
        Assert.All(data.Time!.Zip(data.LabelEnd!), r => Assert.Equal(new DateTime(r.First).AddYears(1).Ticks, r.Second));
        Assert.DoesNotContain(data.Inputs, i => i.Name.StartsWith("target", StringComparison.Ordinal));
        // Twelve rows of a year of months are what P12M spans.
        Assert.Equal(data.LabelEnd![..456], Tables.Risk(Read("risk_us_recession/us_recession_dev.csv"), options with { Horizon = "12" }).LabelEnd![..456]);
    }

    [RealDataFact]
    public void Equal_rows_of_real_files_are_too_few_to_speak_of_or_tie_by_chance()
    {
        Has(35, "loan_taiwan_card_default/taiwan_card_default.csv", new() { Label = "default_payment_next_month" });
        Has(82, "risk_polish_bankruptcy/polish_bankruptcy_1year.csv", new() { Label = "class" });
        // A third of the applicants share these with another: people are alike in so few words.
        Has(0, "loan_german_credit/german_credit.csv", new()
        {
            Label = "class",
            Positive = "bad",
            Features = ["checking_status", "credit_history", "savings_status", "employment", "housing", "job"],
        });

        static void Has(int copies, string file, TrainingOptions options)
        {
            var data = Tables.Risk(Read(file), options);
            Assert.Equal((copies, false), (data.Copies.Count, data.Copies.AreMany));
            Assert.DoesNotContain(data.Warnings, w => w.Contains("copies", StringComparison.Ordinal));
        }
    }

    [RealDataFact]
    public void Taiwan_card_leaves_its_id_out_and_keeps_its_codes()
    {
        var data = Tables.Loan(Read("loan_taiwan_card_default/taiwan_card_default.csv"), new() { Label = "default_payment_next_month", Protected = ["SEX"] });

        Assert.Equal((30000, 6636, 22), (data.Rows, data.Events, data.Inputs.Count));
        Assert.Contains("Column ID is left out", Assert.Single(data.Warnings), StringComparison.Ordinal);
    }

    private static Table Read(string file) => TableReader.Read(RealData.File(file), header: true, []);
}
