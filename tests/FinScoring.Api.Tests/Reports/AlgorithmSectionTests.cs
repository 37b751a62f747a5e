using FinScoring.Core.Models;
using FinScoring.Core.Normalization.PerColumn;

namespace FinScoring.Api.Tests.Reports;

public sealed class AlgorithmSectionTests
{
    private static readonly Manifest Manifest = Trained.Manifest() with { Candidates = [], Normalization = [], Calibration = null };

    [Fact]
    public void What_was_asked_for_is_said_to_be_as_requested() => Assert.Contains(
        "The algorithm is logistic, as requested. Of its settings 10 was chosen.", Text(Manifest with { AlgorithmReason = "Asked for. Of its settings 10 was chosen." }), StringComparison.Ordinal);

    [Fact]
    public void What_the_table_has_and_the_stored_sentence_has_not_is_accounted_for()
    {
        Candidate[] candidates = [new("logistic", 0.495, 0.01, 0.8), new("scorecard", 0.5, 0.01, 0.8)];
        var auto = Manifest with { AlgorithmReason = "Log-loss: logistic 0.4950, lightgbm 0.5025.", Candidates = candidates };
        Assert.Contains("set aside for another of its kind (linear models, trees): scorecard.", Text(auto), StringComparison.Ordinal);
        Assert.Equal(["0.4950", "0.5000"], Page.Of(Trained.Source(auto)).Table("algorithm", "Compared").Select(row => row[1]));
        Assert.DoesNotContain("set aside", Text(auto with { Candidates = candidates[..1] }), StringComparison.Ordinal);
        // What was chosen was not set aside, whatever the sentence leaves out.
        Assert.DoesNotContain("set aside", Text(auto with { AlgorithmReason = "Fewer than 50 events.", Candidates = candidates[..1] }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_calibration_is_a_line_with_its_sign() => Assert.Contains(
        "x 0.849 - 0.081.", Text(Manifest with { Calibration = new(true, new(0.8488, -0.0808), 0.1719, 0.1714) }), StringComparison.Ordinal);

    [Fact]
    public void A_scale_is_told_by_what_it_does_and_its_log_loss_by_whose_it_is()
    {
        var text = Text(Manifest with { Normalization = [new("income", ColumnScale.Rank, 0.6, 0.61)], Blend = [] });
        Assert.Contains("The scales are rank (its place among the training rows, standardized).", text, StringComparison.Ordinal);
        Assert.Contains("a logistic regression on the column alone", text, StringComparison.Ordinal);
        Assert.DoesNotContain("only the trees use", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing to choose", text, StringComparison.Ordinal);
        var flag = Manifest with { Normalization = [new("flag", ColumnScale.MeanVariance, null, null)] };
        Assert.Contains("Where the log-loss is -, there was nothing to choose", Text(flag), StringComparison.Ordinal);
        var blend = Manifest with { Normalization = [new("income", ColumnScale.Rank, 0.6, 0.61)], Blend = [new("logistic", 0.5), new("lightgbm", 0.5)] };
        Assert.Contains("only the trees use", Text(blend), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.0044, -0.0086, -0.0005, "would raise the Brier score by 0.0044 (0.0005-0.0086): it would do harm")]
    [InlineData(-0.00127, -0.00442, 0.00202, "would raise the Brier score by 0.0013 (-0.0020 to 0.0044): no gain beyond chance")]
    [InlineData(-0.00003, -0.0004, 0.0003, "would not change the Brier score")]
    [InlineData(0.00003, 0.00001, 0.00005, "would not change the Brier score")]
    [InlineData(0.00127, 0.0004, 0.0021, "would lower the Brier score by 0.0013 (0.0004-0.0021): it would help")]
    public void What_a_recalibration_would_do_is_said_by_its_direction(double saved, double low, double high, string sentence)
    {
        var evaluation = Manifest.Evaluation with { Isotonic = new(0.17, saved, new(low, high), 0.01) };
        Assert.Contains(sentence, Page.Of(Trained.Source(Manifest with { Evaluation = evaluation })).TextOf("calibration"), StringComparison.Ordinal);
    }

    private static string Text(Manifest manifest) => Page.Of(Trained.Source(manifest)).TextOf("algorithm");
}
