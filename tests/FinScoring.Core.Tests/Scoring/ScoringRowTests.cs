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
    public void What_no_training_row_lacked_may_be_missing_where_the_caller_says_so_and_is_scored_as_the_chain_scores_NaN()
    {
        var scorer = Model.Load();
        var applicant = new Applicant { age = float.NaN, amount = 900, purpose = "car" };
        using (var row = scorer.Rent(fillsMissing: true))
        {
            Assert.Equal(Model.LogOdds([applicant])[0], applicant.Score(row), 1e-6);
            Assert.Equal(("unseenMissing", "age"), row.Warnings.Select(w => (w.Code, w.Field)).Single());
            // ML.NET's step puts the mean of the training rows in its place.
            var mean = TinyModel.Applicants(1, 300).Average(a => (double)a.age);
            Assert.Equal(new Applicant { age = (float)mean, amount = 900, purpose = "car" }.Score(scorer), applicant.Score(row), 1e-4);
        }

        using var again = scorer.Rent();
        again.SetMissing(Age);
        Assert.False(again.Complete());
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
        _row.SetText(Purpose, "yacht");
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
}
