using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Data;

namespace FinScoring.Core.Tests.Scoring;

/// <summary>A file to score or to evaluate is read as the training file was, whatever it alone would show.</summary>
public sealed class FurtherFileTests
{
    private const int Rows = 240;

    private static readonly (double Amount, double Rate, bool Bad)[] Cases = [.. Enumerable.Range(0, Rows).Select(Case)];

    private static readonly TrainingOptions Options = new() { Label = "bad", Algorithm = "logistic", Selection = "none", Folds = 2 };

    private static readonly Lazy<Scorer> PlainModel = new(() => Train(Semicolons(Plain), Options));
    private static readonly Lazy<Scorer> CommaModel = new(() => Train(Semicolons(Comma), Options));

    [Fact]
    public void In_a_model_of_decimal_commas_a_point_before_three_digits_is_refused_with_the_row_and_never_a_fraction()
    {
        var scorer = CommaModel.Value;
        Assert.True(scorer.Manifest.Signature.Fields.Single(f => f.Name == "amount").DecimalComma);
        var errors = Assert.Throws<BadDataException>(() => Evaluate(scorer, Semicolons(v => v == 500.5 ? "1.200" : Comma(v)))).Errors;
        Assert.Contains("row", Assert.Single(errors["amount"]));
        Assert.Equal("amount", Assert.Single(Score(scorer, "1.200", "5").Errors.Keys));
        Assert.Equal(LogOdds(scorer, "1,2", "5"), LogOdds(scorer, "1.2", "5"));
        Assert.NotEqual(LogOdds(scorer, "1,2", "5"), LogOdds(scorer, "1200", "5"));
    }

    [Fact]
    public void A_file_without_any_comma_is_evaluated_as_one_of_decimal_commas_if_training_had_those()
    {
        var scorer = CommaModel.Value;
        var expected = Evaluate(scorer, Semicolons(Comma)).Metrics;
        Assert.Equal(expected, Evaluate(scorer, Semicolons(Plain)).Metrics);
    }

    [Theory]
    [InlineData("$", "", "N1", "12,000.5")]
    [InlineData("", "%", "F1", "12000.5%")]
    [InlineData("", " EUR", "N1", "12,000.5 EUR")]
    [InlineData("", "", "N1", "12,000.5")]
    public void Units_and_separators_of_the_training_file_are_read_in_batches_and_evaluations_too(string prefix, string suffix, string format, string large)
    {
        string Written(double value) => prefix + value.ToString(format, CultureInfo.InvariantCulture) + suffix;
        var (plain, written) = (PlainModel.Value, Train(Semicolons(Written), Options));
        Assert.Equal(plain.Manifest.Metrics, written.Manifest.Metrics);
        Assert.Contains(written.Manifest.Warnings, w => w.StartsWith("Column amount is read as numbers: "));
        Assert.Equal(LogOdds(plain, "12000.5", "5"), LogOdds(written, prefix + large, Written(5)));
        Assert.Equal(LogOdds(plain, "12000.5", "5"), LogOdds(written, "12000.5", "5"));
        Assert.Equal(Evaluate(plain, Semicolons(Plain)).Metrics, Evaluate(written, Semicolons(Written)).Metrics);
        Assert.Single(Score(written, "£5", "5").Errors);
    }

    [Fact]
    public void A_model_of_decimal_commas_with_three_digits_behind_them_loads()
        => Assert.Equal(1.196, Train(Semicolons(v => (v / 1000).ToString("F3", CultureInfo.InvariantCulture).Replace('.', ',')), Options)
            .Manifest.Signature.Fields.Single(f => f.Name == "amount").Max);

    [Fact]
    public void Marks_for_missing_are_those_of_the_training()
    {
        string Dotted(double value) => value % 20 < 5 ? "." : Plain(value);
        string Empty(double value) => value % 20 < 5 ? "" : Plain(value);
        var options = Options with { MissingMarks = ["."] };
        var (dots, blanks) = (Train(Semicolons(Dotted), options), Train(Semicolons(Empty), Options));
        Assert.Equal(blanks.Manifest.Metrics, dots.Manifest.Metrics);
        Assert.Equal(LogOdds(blanks, "", "5.5"), LogOdds(dots, ".", "5.5"));
        Assert.Single(Score(blanks, ".", "5.5").Errors);
        Assert.Equal(Evaluate(blanks, Semicolons(Empty)).Metrics, Evaluate(dots, Semicolons(Dotted)).Metrics);
    }

    [Fact]
    public void A_test_file_is_looked_at_as_the_training_file_was_read()
    {
        using var training = new TempFile(Semicolons(Comma));
        using var test = new TempFile("amount;rate;bad\n1,500;2,500;0\n3;4;1\n");
        var reading = FirstLook.Check(training.Path, "loan", Options);
        FirstLook.CheckFurther(test.Path, "loan", Options, reading);
        Assert.Throws<BadDataException>(() => FirstLook.Check(test.Path, "loan", Options));
    }

    // Amounts up to 1200 in steps of 5; the event is likelier for large ones.
    private static (double, double, bool) Case(int row) => (0.5 + 5 * row, 0.5 + row * 7 % 29, row * 37 % 101 < 20 + row / 4);

    private static string Comma(double value) => Plain(value).Replace('.', ',');

    private static string Plain(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Semicolons(Func<double, string> write)
        => "amount;rate;bad\n" + string.Join("\n", Cases.Select(c => $"{write(c.Amount)};{write(c.Rate)};{(c.Bad ? 1 : 0)}"));

    private static Scorer Train(string text, TrainingOptions options)
    {
        using var file = new TempFile(text);
        var model = TrainedModels.Train("loan", options, table: TableReader.Read(file.Path, Domain.Find("loan")!.Reading(options)));
        return Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest);
    }

    private static EvaluationReport Evaluate(Scorer scorer, string text)
    {
        using var file = new TempFile(text);
        return LabelledFile.Evaluate(scorer, file.Path, "");
    }

    private static double LogOdds(Scorer scorer, string amount, string rate)
    {
        using var row = Score(scorer, amount, rate);
        return row.LogOdds();
    }

    private static ScoringRow Score(Scorer scorer, string amount, string rate)
    {
        var row = scorer.Rent();
        row.SetCell(row.Find("amount")!.Value, amount);
        row.SetCell(row.Find("rate")!.Value, rate);
        row.Complete();
        return row;
    }
}
