using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Normalization;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Domains;
using FinScoring.Core.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Tests.Scoring;

/// <summary>The oracle is always the chain itself, by Transform: none of the served steps takes part in that.</summary>
public class ServedChainTests
{
    public static TheoryData<string> Names => [.. Algorithms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_row_is_scored_to_the_last_bit_as_by_the_artefact_alone(string algorithm)
    {
        var model = TrainedModels.Get("loan", algorithm);
        var inputs = model.Manifest.Signature.Inputs;
        var scorer = Scorer.Load(new MemoryStream(TrainedModels.Save(model)), model.Manifest);
        Rows(inputs).Sample(rows =>
        {
            using var row = scorer.Rent();
            Assert.Equal(TrainedModels.LogOdds(model, CellDataset.Of(inputs, rows)), rows.Select(cells => Score(row, cells)));
        });
    }

    [Theory]
    [InlineData("logistic", 1, 0)]
    [InlineData("lightgbm", 1, 1)]
    [InlineData("fastTree", 1, 1)]
    [InlineData("fastForest", 1, 1)]
    [InlineData("gam", 1, 0)]
    [InlineData("blend", 2, 1)]
    public void Categories_and_trees_are_served_by_steps_of_their_own(string algorithm, int categories, int trees)
    {
        var model = TrainedModels.Get("loan", algorithm);
        var served = Steps(ServedChain.Of(model.Chain, model.Manifest.Signature.Inputs));
        Assert.Equal((categories, trees), (served.OfType<CategoryStep>().Count(), served.OfType<TreeStep>().Count()));
    }

    [Fact]
    public void A_row_of_categories_and_trees_allocates_nothing()
    {
        var model = TrainedModels.Get("loan", "lightgbm");
        using var row = Scorer.Of(model.Chain, model.Manifest).Rent();
        var cells = model.Manifest.Golden[0].Cells;
        for (var i = 0; i < 100; i++) Score(row, cells);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Score(row, cells);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Categories_whose_vector_is_sparse_are_left_to_the_chain(int columns, bool dense)
    {
        var (chain, data) = Normalized(columns);
        var inputs = data.Signature.Inputs;
        var served = ServedChain.Of(chain, inputs);
        Assert.Equal(dense, Steps(served).OfType<CategoryStep>().Any());

        var rows = Enumerable.Range(0, 120).Select(r => inputs.Select(_ => r < 110 ? $"level {r}" : r < 115 ? null : "").ToArray()).ToArray();
        var expected = chain.Transform(new DatasetView(CellDataset.Of(inputs, rows), [.. Enumerable.Range(0, rows.Length)], [.. Enumerable.Range(0, columns)]));
        Assert.Equal(expected.GetColumn<float[]>(FeatureMatrix.Features), rows.Select(cells => Features(served, inputs, cells)));
    }

    [Fact]
    public void A_slot_of_a_text_that_the_signature_lacks_keeps_the_chain_s_own_steps()
    {
        var (chain, data) = Normalized(1);
        var column = data.Signature.Inputs[0];
        Assert.Contains(Steps(ServedChain.Of(chain, [column])), step => step is CategoryStep);
        Assert.DoesNotContain(Steps(ServedChain.Of(chain, [column with { Categories = [.. column.Categories!.Skip(1)] }])), step => step is CategoryStep);
    }

    private static IEnumerable<ITransformer> Steps(ITransformer chain) => (IEnumerable<ITransformer>)chain;

    private static double Score(ScoringRow row, IReadOnlyList<string?> cells)
    {
        row.Clear();
        for (var input = 0; input < cells.Count; input++)
        {
            if (cells[input] is { } cell) row.SetCell(input, cell);
            else row.SetMissing(input);
        }

        Assert.True(row.Complete());
        return row.LogOdds();
    }

    /// <summary>Numbers as in training and far from it, categories known and not, and gaps where training had some.</summary>
    private static Gen<string?[][]> Rows(IReadOnlyList<Column> inputs)
        => Gen.Int[0, int.MaxValue].Array[5, 20].Select(seeds => seeds.Select(seed =>
        {
            var random = new Random(seed);
            return inputs.Select(input => Cell(input, random)).ToArray();
        }).ToArray());

    private static string? Cell(Column input, Random random) => random.Next(5) switch
    {
        0 when input.Missing => null,
        1 => input.Kind == ColumnKind.Numeric ? "-3.4e38" : "never seen",
        2 when input.Kind == ColumnKind.Numeric => Text(random.Next(-5, 6)),
        _ => input.Kind == ColumnKind.Numeric
            ? Text(input.Min!.Value + (input.Max!.Value - input.Min.Value) * random.NextDouble())
            : input.Categories![random.Next(input.Categories.Count)],
    };

    private static string Text(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Columns of 100 levels, 12 rows of each, normalized.</summary>
    private static (ITransformer Chain, Dataset Data) Normalized(int columns)
    {
        string[] levels = [.. Enumerable.Range(0, 100).Select(l => $"level {l}")];
        int[] codes = [.. Enumerable.Range(0, 1200).Select(r => r % 100)];
        var table = Tables.Of([
            .. Enumerable.Range(0, columns).Select(c => new CategoryColumn($"c{c}", codes, levels)),
            new NumericColumn("event", [.. codes.Select(c => (double)(c % 2))])]);
        var data = Domain.Find("risk")!.Prepare(table, new() { Label = "event" });
        int[] inputs = [.. Enumerable.Range(0, columns)], rows = [.. Enumerable.Range(0, data.Rows)];
        return (new TransformerChain<ITransformer>([.. Normalizer.Fit(new MLContext(1), data, rows, inputs, Scaling.None).Steps]), data);
    }

    private static float[] Features(ITransformer chain, IReadOnlyList<Column> inputs, string?[] cells)
    {
        var mapper = chain.GetRowToRowMapper(InputSchema.Of(inputs));
        var row = new InputRow(mapper.InputSchema);
        for (var i = 0; i < cells.Length; i++) row.Set(i, cells[i] ?? "");
        var features = mapper.OutputSchema[FeatureMatrix.Features];
        VBuffer<float> vector = default;
        mapper.GetRow(row, [features]).GetGetter<VBuffer<float>>(features)(ref vector);
        return [.. vector.DenseValues()];
    }
}
