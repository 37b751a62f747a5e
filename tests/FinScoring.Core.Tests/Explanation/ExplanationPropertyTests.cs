using System.Globalization;
using CsCheck;
using FinScoring.Core.Explanation;
using FinScoring.Core.Explanation.Trees;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Tests.Explanation;

/// <summary>What defines Shapley values, and what a person must never be told, on anything that may come.</summary>
public class ExplanationPropertyTests
{
    // Inputs 0 and 1 are to play alike, 2 plays too, 3 is never asked. A slot for each.
    private const int Inputs = 4, MostValues = int.MaxValue;

    /// <summary>A leaf: what it asks of each of three inputs (nothing where the bounds are too wide to matter), and its value.</summary>
    private static readonly Gen<(double Value, (float Above, float Width, double Rate)[] Asked)> Leaf
        = Gen.Select(Gen.Double[-2, 2], Gen.Select(Gen.Float[-2, 2], Gen.Float[0.1f, 4], Gen.Double[0, 1]).Array[3]);

    private static readonly Gen<float[]> Row = Gen.Float[-2, 4].Array[Inputs];

    private static readonly Dictionary<string, Lazy<Scorer>> Monotone = new[] { "lightgbm", "scorecard" }.ToDictionary(a => a, a => new Lazy<Scorer>(()
        => ExplainedModels.Load(TrainedModels.Train("loan", PlantedData.Options("loan", a) with { Monotone = ["x:+", "noise:-"], Selection = "none" }))));

    private static readonly Gen<double> Number = Gen.OneOf(Gen.Double[-4, 4], Gen.Const(0.0), Gen.Double[-1e6, 1e6]);

    [Fact]
    public void Inputs_that_play_alike_have_the_same_contribution_and_one_that_never_plays_has_none()
        => Gen.Select(Leaf.Array[1, 6], Row, Row.Array[1, 8]).Sample((leaves, row, others) =>
        {
            TreeLeaf[] Games(Func<TreePath, LeafGame> game)
                => [.. leaves.SelectMany(l => new[] { Path(l, 0, 1), Path(l, 1, 0) }).Select(path => new TreeLeaf(path, game(path)))];
            // The row has the same in both; of the others each comes as it is and with the two changed over.
            float[] x = [row[0], row[0], row[2], row[3]];
            float[][] background = [.. others.SelectMany(o => new[] { o, [o[1], o[0], o[2], o[3]] })];
            foreach (var games in new[] { Games(p => new BackgroundGame(p, 1, [.. background.Select(b => p.Answers(b))])), Games(p => new TrainingGame(p, 1)) })
            {
                foreach (var mostValues in new[] { 0, MostValues })
                {
                    var (share, values) = (new TreeShare([games], mostValues), new double[Inputs]);
                    share.Add(x, values);
                    Assert.Equal(values[0], values[1], 1e-12);
                    Assert.Equal(0, values[3]);
                    // And with all inputs known the sum is the score.
                    Assert.Equal(games.Where(g => g.Path.Answers(x) == g.Path.AllYes).Sum(g => g.Path.Value), share.Baseline + values.Sum(), 1e-12);
                }
            }
        }, iter: 300);

    [Theory]
    [InlineData("lightgbm")]
    [InlineData("scorecard")]
    public void No_monotone_column_is_ever_blamed_for_lying_on_the_safe_side(string algorithm)
    {
        var scorer = Monotone[algorithm].Value;
        var (x, noise) = (Input("x"), Input("noise"));
        var blamed = 0;
        // Few passing scores: the rows to compare with are found anew for each.
        AdverseReasons[] finders = [.. new[] { 0.02, 0.1, 0.3, 0.6 }.Select(pass => AdverseReasons.Of(scorer, pass)!)];
        Gen.Select(Gen.Int[0, finders.Length - 1], Number, Number, Number, Gen.Int[0, 3], Gen.Bool).Sample((finder, a, b, c, z, missing) =>
        {
            using var row = scorer.Rent();
            GoldenRows.Fill(row, [.. scorer.Inputs.Select(input => input.Column.Name switch
            {
                "x" => missing && input.Column.Missing ? null : Text(a),
                "noise" => Text(b),
                _ => input.IsNumeric ? Text(c) : new[] { "a", "b", "c", "unseen" }[z],
            })]);
            Assert.True(row.Complete());
            var reasons = new Reason[AdverseReasons.Most];
            foreach (var reason in reasons.AsSpan(0, finders[finder].Find(row, reasons, 0)))
            {
                if (reason.Input == x) Interlocked.Increment(ref blamed);
                Assert.False(reason.Input == x && reason.Direction == ReasonDirection.Low, $"x is blamed for being low: {a}");
                Assert.False(reason.Input == noise && reason.Direction == ReasonDirection.High, $"noise is blamed for being high: {b}");
            }
        }, iter: 2000);
        Assert.True(blamed > 0, "x, on which the outcome hangs, was never a reason.");

        int Input(string name) => Array.FindIndex(scorer.Inputs, input => input.Column.Name == name);

        static string Text(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture);
    }

    private static TreePath Path((double Value, (float Above, float Width, double Rate)[] Asked) leaf, int first, int second)
    {
        int[] inputs = [first, second, 2];
        var bounds = inputs.Select((input, place) => new SlotBounds(input, place, leaf.Asked[place].Above, leaf.Asked[place].Above + leaf.Asked[place].Width));
        return new(leaf.Value, inputs, [.. bounds], [.. leaf.Asked.Select(a => a.Rate)]);
    }
}
