using FinScoring.Core.Scoring;

namespace FinScoring.Core.Tests.Scoring;

public sealed class ScoringRowValueTests
{
    private const int Age = 0;
    private const int Amount = 1;
    private const int Purpose = 2;
    private static readonly TinyModel Model = TinyModel.Logistic;
    private readonly ScoringRow _row = Model.Load().Rent();

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("nan")]
    [InlineData("NULL")]
    [InlineData(" ? ")]
    public void Missing_cells_are_missing(string cell)
    {
        var missing = LogOdds(row => row.SetMissing(Amount), row => row.SetMissing(Purpose));
        Assert.Equal(missing, LogOdds(row => row.SetCell(Amount, cell), row => row.SetCell(Purpose, cell)));
        Assert.Empty(_row.Warnings);
    }

    [Fact]
    public void None_is_a_category_and_not_missing()
    {
        LogOdds(row => row.SetCell(Purpose, "none"));
        Assert.Equal("unseenCategory", Assert.Single(_row.Warnings).Code);
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("null")]
    public void A_json_text_is_missing_only_when_blank(string text)
    {
        LogOdds(row => row.SetText(Purpose, text));
        Assert.Equal("unseenCategory", Assert.Single(_row.Warnings).Code);
        Assert.Equal(LogOdds(row => row.SetMissing(Purpose)), LogOdds(row => row.SetText(Purpose, " ")));
    }

    [Fact]
    public void Leaving_a_field_out_is_the_same_as_null()
        => Assert.Equal(LogOdds(row => row.SetMissing(Amount)), LogOdds());

    [Fact]
    public void Numbers_and_booleans_match_a_category_written_the_same_way()
    {
        Assert.Equal(LogOdds(row => row.SetText(Purpose, "1")), LogOdds(row => row.SetNumber(Purpose, 1, "1")));
        Assert.Empty(_row.Warnings);
        LogOdds(row => row.SetText(Purpose, "true"));
        Assert.Empty(_row.Warnings);
    }

    [Fact]
    public void A_category_is_its_value_however_it_is_spelled()
    {
        var (one, truth) = (LogOdds(row => row.SetText(Purpose, "1")), LogOdds(row => row.SetText(Purpose, "true")));
        Assert.NotEqual(one, truth);
        Assert.All(["1.0", "+1", "1.00", " 1 "], cell => Assert.Equal(one, Known(row => row.SetCell(Purpose, cell))));
        Assert.All(["1.0", "1e0", "10E-1"], text => Assert.Equal(one, Known(row => row.SetNumber(Purpose, 1, text))));
        Assert.All(["True", "TRUE"], text => Assert.Equal(truth, Known(row => row.SetText(Purpose, text))));
        Assert.All(["01", "1E0", "1.5", "false", "2"], cell =>
        {
            LogOdds(row => row.SetCell(Purpose, cell));
            Assert.Equal("unseenCategory", Assert.Single(_row.Warnings).Code);
        });

        double Known(Action<ScoringRow> set)
        {
            var logOdds = LogOdds(set);
            Assert.Empty(_row.Warnings);
            return logOdds;
        }
    }

    [Fact]
    public void An_unseen_category_scores_like_any_other_unseen_one()
    {
        var one = LogOdds(row => row.SetText(Purpose, "yacht"));
        var warning = Assert.Single(_row.Warnings);
        Assert.Equal(new ScoreWarning("unseenCategory", "purpose", "is none of the 4 categories of the training data."), warning);
        Assert.Equal(one, LogOdds(row => row.SetText(Purpose, "spaceship")));
    }

    [Theory]
    [InlineData("17.9", "belowRange", "is below the training range, 18 to 75.")]
    [InlineData("76", "aboveRange", "is above the training range, 18 to 75.")]
    public void A_number_outside_the_training_range_is_a_warning(string cell, string code, string message)
    {
        _row.Clear();
        _row.SetCell(Age, cell);
        Assert.True(_row.Complete());
        Assert.Equal(new ScoreWarning(code, "age", message), Assert.Single(_row.Warnings));
    }

    [Fact]
    public void The_ends_of_the_training_range_are_inside_it()
    {
        LogOdds(row => row.SetNumber(Amount, 250, "250"));
        LogOdds(row => row.SetNumber(Amount, 20000, "20000"));
        Assert.Empty(_row.Warnings);
    }

    [Fact]
    public void A_decimal_comma_is_read_where_training_saw_it()
        => Assert.Equal(LogOdds(row => row.SetNumber(Amount, 1234.5, "1234.5")), LogOdds(row => row.SetCell(Amount, "1234,5")));

    /// <summary>The log-odds of a row of age 40 and what is set here.</summary>
    private double LogOdds(params Action<ScoringRow>[] set)
    {
        _row.Clear();
        _row.SetNumber(Age, 40, "40");
        foreach (var action in set) action(_row);
        Assert.True(_row.Complete());
        return _row.LogOdds();
    }
}
