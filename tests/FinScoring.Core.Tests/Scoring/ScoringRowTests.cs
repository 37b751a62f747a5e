using FinScoring.Core.Scoring;

namespace FinScoring.Core.Tests.Scoring;

public sealed class ScoringRowTests
{
    private const int Age = 0;
    private const int Amount = 1;
    private const int Purpose = 2;
    private static readonly TinyModel Model = TinyModel.Logistic;
    private readonly ScoringRow _row = Model.Load().Rent();

    [Fact]
    public void Names_are_found_ignored_or_unknown()
    {
        Assert.Equal(Purpose, _row.Find("purpose"));
        Assert.Equal(-1, _row.Find("branch"));
        Assert.Equal(-1, _row.Find("id"));
        Assert.Null(_row.Find("Purpose"));
    }

    [Fact]
    public void Every_error_is_reported_at_once()
    {
        _row.AddError("colour", "is no field of this model.");
        _row.SetText(Amount, "17");
        Assert.False(_row.Complete());
        Assert.Equal(["age", "amount", "colour"], _row.Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Throws<InvalidOperationException>(() => _row.LogOdds());
    }

    [Fact]
    public void One_field_keeps_all_its_errors()
    {
        _row.SetNumber(Age, double.NaN, "NaN");
        _row.SetNumber(Age, 40, "40");
        Assert.False(_row.Complete());
        Assert.Equal(2, _row.Errors["age"].Length);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e39)]
    public void A_number_that_single_precision_cannot_hold_is_an_error(double value)
    {
        _row.SetNumber(Age, value, "");
        Assert.False(_row.Complete());
        Assert.Equal(["age"], _row.Errors.Keys);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("Infinity")]
    [InlineData("abc")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    public void A_cell_that_is_no_finite_number_is_an_error(string cell)
    {
        _row.SetCell(Age, cell);
        Assert.False(_row.Complete());
        Assert.Equal(["age"], _row.Errors.Keys);
    }

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
    public void What_was_never_missing_must_be_there()
    {
        _row.SetMissing(Age);
        Assert.False(_row.Complete());
        _row.Clear();
        Assert.False(_row.Complete());
        Assert.Equal(["age"], _row.Errors.Keys);
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
        LogOdds(row => row.SetNumber(Purpose, 1, "1.0"));
        Assert.Equal("unseenCategory", Assert.Single(_row.Warnings).Code);
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

    [Fact]
    public void A_number_so_far_out_that_the_model_overflows_is_an_error()
    {
        _row.SetNumber(Age, 40, "40");
        _row.SetNumber(Amount, 3.4e38, "3.4e38");
        if (!_row.Complete()) Assert.Equal(["amount"], _row.Errors.Keys);
        else Assert.True(double.IsFinite(_row.LogOdds()));
    }

    [Fact]
    public void Findings_survive_the_row_that_made_them()
    {
        LogOdds(row => row.SetText(Purpose, "yacht"));
        var warnings = _row.Warnings;
        _row.SetText(Age, "old");
        var errors = _row.Errors;
        _row.Dispose();
        using var again = _row.Scorer.Rent();
        Assert.Empty(again.Warnings);
        Assert.Empty(again.Errors);
        Assert.Single(warnings);
        Assert.Single(errors);
    }

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
