using FinScoring.Core.Data;
using FinScoring.Core.Domains;

namespace FinScoring.Core.Tests;

/// <summary>
/// What auto reaches out of fold on public data. The bounds are a little below scikit-learn's logistic regression or histogram
/// gradient boosting, whichever is better, on the same data.
/// </summary>
public class PublicDataTests
{
    [RealDataFact]
    public void German_credit()
        => Reaches(0.77, "loan", "loan_german_credit/german_credit.csv", new()
        {
            Label = "class",
            Positive = "bad",
            Protected = ["age", "personal_status", "foreign_worker"],
        });

    [RealDataFact]
    public void Taiwan_card_default()
        => Reaches(0.77, "loan", "loan_taiwan_card_default/taiwan_card_default.csv", new() { Label = "default_payment_next_month", Exclude = ["ID"] });

    // Scikit-learn's logistic regression on ranks reaches .734: its lines miss the steps that bins follow.
    [RealDataFact]
    public void Taiwan_card_default_by_a_scorecard()
        => Reaches(0.76, "loan", "loan_taiwan_card_default/taiwan_card_default.csv", new()
        {
            Label = "default_payment_next_month",
            Exclude = ["ID"],
            Algorithm = "scorecard",
        });

    [RealDataFact]
    public void Lending_club()
        => Reaches(0.71, "loan", "loan_lending_club_2016q1/lending_club.csv", new() { Label = "Class", Positive = "bad" });

    [RealDataFact]
    public void Polish_bankruptcy()
        => Reaches(0.93, "risk", "risk_polish_bankruptcy/polish_bankruptcy_1year.csv", new() { Label = "class" });

    [RealDataFact]
    public void Recession_within_a_year()
    {
        var model = Train("risk", "risk_us_recession/us_recession_dev.csv", new()
        {
            Label = "target_recession_next_12m",
            Time = "date",
            Horizon = "P12M",
            Exclude = ["in_recession_now"],
        });
        Assert.Equal("forward", model.Manifest.Evaluation.Protocol);
        Assert.True(model.Manifest.Metrics.Auc > 0.7);
    }

    [RealDataFact]
    public void The_next_day_of_the_stock_market_cannot_be_known()
        => Assert.InRange(Train("trade", "trade_sp500_daily/sp500_daily_dev.csv", new()).Manifest.Metrics.Auc!.Value, 0.45, 0.56);

    private static void Reaches(double auc, string domain, string file, TrainingOptions options)
    {
        var manifest = Train(domain, file, options).Manifest;
        Assert.InRange(manifest.Metrics.Auc!.Value, auc, 0.99);
        Assert.True(manifest.Metrics.CalibrationError < 0.05);
    }

    private static TrainedModel Train(string domain, string file, TrainingOptions options)
        => new ScoringPipeline(2).Train(
            Domain.Find(domain)!, TableReader.Read(RealData.File(file), options.Header, options.Categories), options, _ => { });
}
