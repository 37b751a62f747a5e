using FinScoring.Core.Data;
using FinScoring.Core.Tests.Domains;
using FinScoring.Core.Training;

namespace FinScoring.Core.Tests;

public class GoldenRowsTests
{
    [Fact]
    public void Columns_missing_together_in_training_are_missing_together_in_a_golden_row()
    {
        var manifest = TrainedModels.Get("loan", "lightgbm").Manifest;
        var data = PlantedData.Dataset("loan");
        int[] at = [.. manifest.Signature.Inputs.Select(c => data.Inputs.Select(i => i.Name).ToList().IndexOf(c.Name))];
        var seen = Enumerable.Range(0, data.Rows)
            .Select(r => string.Concat(at.Select(i => data.Inputs[i].IsMissing(r) ? '-' : '+'))).ToHashSet();
        Assert.Contains(seen, p => p.Contains('-'));
        Assert.Superset(seen, manifest.Golden.Select(g => string.Concat(g.Cells.Select(c => c is null ? '-' : '+'))).ToHashSet());
    }

    [Fact]
    public void Patterns_come_most_frequent_first_and_complete_rows_are_none()
    {
        double gap = double.NaN;
        var patterns = MissingPatterns.Of(
            [Tables.Numbers("a", [gap, 1, gap, gap, 1]), Tables.Numbers("b", [2, 2, gap, gap, 2]), Tables.Numbers("c", [3, 3, 3, 3, 3])]);
        Assert.Equal(["0,1", "0"], patterns.Select(p => string.Join(',', p.Order())));
    }

    [Fact]
    public void Of_many_patterns_the_fifty_most_frequent_are_kept()
    {
        // Six columns: row r lacks those whose bit is set in r, 63 patterns.
        var columns = Enumerable.Range(0, 6)
            .Select(bit => (TableColumn)Tables.Numbers($"c{bit}", [.. Enumerable.Range(0, 64).Select(r => (r >> bit & 1) == 1 ? double.NaN : 1)]));
        Assert.Equal(50, MissingPatterns.Of([.. columns]).Count);
    }

    [Fact]
    public void A_model_that_its_own_library_scores_differently_fails_the_training()
    {
        var data = PlantedData.Dataset("loan");
        int[] rows = [.. Enumerable.Range(0, data.Rows)];
        var model = new Recipe(data, PlantedData.Options("loan", "lightgbm"), new Workers(1), new(_ => { }, default)).Fit(rows, "all rows");
        model.CheckReference(data, rows);

        var other = model with { Reference = vectors => Array.ConvertAll(model.Reference!(vectors), s => s + 1e-3) };
        var fault = Assert.Throws<TrainingFaultException>(() => other.CheckReference(data, rows));
        Assert.Contains("lightgbm model scores 600 of 600 golden rows differently", fault.Message);
    }
}
