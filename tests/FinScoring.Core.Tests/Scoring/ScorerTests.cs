using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.ML;

namespace FinScoring.Core.Tests.Scoring;

public sealed class ScorerTests
{
    private static readonly TinyModel Logistic = TinyModel.Logistic;
    private static readonly TinyModel Trees = TinyModel.Trees;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_row_at_a_time_equals_transform_to_the_last_bit(bool trees)
    {
        var model = trees ? Trees : Logistic;
        var rows = TinyModel.Applicants(7, 2000);
        using var row = model.Load().Rent();
        Assert.Equal(model.LogOdds(rows), rows.Select(applicant => applicant.Score(row)));
    }

    [Fact]
    public void A_pooled_row_never_answers_with_the_row_before()
    {
        var scorer = Logistic.Load();
        var rows = TinyModel.Applicants(8, 50);
        var expected = Logistic.LogOdds(rows);
        for (var i = 0; i < rows.Length; i++) Assert.Equal(expected[i], rows[i].Score(scorer));
    }

    [Fact]
    public void Eight_threads_get_the_answers_of_one()
    {
        var scorer = Trees.Load();
        var rows = TinyModel.Applicants(9, 4000);
        var expected = Trees.LogOdds(rows);
        var threads = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        var actual = new double[rows.Length];
        Parallel.For(0, rows.Length, threads, i => actual[i] = rows[i].Score(scorer));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_row_given_back_twice_is_lent_once()
    {
        var scorer = Logistic.Load();
        var row = scorer.Rent();
        row.Dispose();
        row.Dispose();
        Assert.NotSame(scorer.Rent(), scorer.Rent());
    }

    [Fact]
    public void A_good_row_allocates_nothing_beyond_what_the_chain_itself_does()
    {
        var row = Logistic.Load().Rent();
        var input = new InputRow(InputSchema.Of(TinyModel.Signature.Inputs));
        var mapper = Logistic.Chain.GetRowToRowMapper(input.Schema);
        var bare = mapper.GetRow(input, [mapper.OutputSchema["Score"]]);
        var getter = bare.GetGetter<float>(bare.Schema["Score"]);
        Assert.Equal(Allocated(() => ScoreBare(input, getter)), Allocated(() => ScoreCells(row)));
    }

    [Fact]
    public void Renting_and_giving_back_allocates_nothing_either()
    {
        var scorer = Logistic.Load();
        Assert.Equal(0, Allocated(() => scorer.Rent().Dispose()));
    }

    [Fact]
    public void A_zip_of_another_model_is_damaged()
    {
        var damaged = Assert.Throws<DamagedModelException>(() => Scorer.Load(new MemoryStream(Trees.Zip), Logistic.Manifest with { Version = 4 }));
        Assert.Equal(new VersionKey(new ModelKey("loan", "default"), 4), damaged.Version);
        Assert.Contains("golden", damaged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_damaged()
        => Assert.Throws<DamagedModelException>(() => Scorer.Load(new MemoryStream([1, 2, 3]), Logistic.Manifest));

    [Fact]
    public void A_chain_that_needs_another_column_is_damaged()
    {
        var signature = TinyModel.Signature with { Columns = [.. TinyModel.Signature.Columns.Skip(1)] };
        var manifest = Logistic.Manifest with { Signature = signature, Golden = [] };
        Assert.Throws<DamagedModelException>(() => Scorer.Load(new MemoryStream(Logistic.Zip), manifest));
    }

    /// <summary>Bytes that a thousand runs allocate, after warming up.</summary>
    private static long Allocated(Action action)
    {
        for (var i = 0; i < 100; i++) action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void ScoreBare(InputRow input, ValueGetter<float> getter)
    {
        input.Set(0, 40);
        input.Set(1, 2300.5f);
        input.Set(2, "A13 new");
        input.Advance();
        float score = 0;
        getter(ref score);
    }

    private static void ScoreCells(ScoringRow row)
    {
        row.Clear();
        row.SetNumber(row.Find("age")!.Value, 40, "40");
        row.SetCell(row.Find("amount")!.Value, " 2300,5 ");
        row.SetText(row.Find("purpose")!.Value, "A13 new");
        Assert.True(row.Complete());
        _ = row.LogOdds();
    }
}
