using CsCheck;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Tests.Explanation.Effects;

public class FeatureEffectTests
{
    private static readonly ScoringInput Number = new(new() { Name = "months", Kind = ColumnKind.Numeric, Missing = true, Specials = [-9, 999] });
    private static readonly ScoringInput Text = new(new() { Name = "city", Kind = ColumnKind.Category, Missing = true });

    [Fact]
    public void Codes_and_missing_values_stand_apart_and_are_named()
    {
        var points = Of(Number, ("-9", 5), ("3", 1), ("-9", 7), (null, -1), ("999", 2), ("3", 3), ("1", 0)).Points;
        Assert.Equal(
            [
                new(EffectPointKind.Range, null, 1, 0, 0, 0, 1),
                new(EffectPointKind.Range, null, 3, 2, 1.2, 2.8, 2),
                new(EffectPointKind.Code, "-9", -9, 6, 5.2, 6.8, 2),
                new(EffectPointKind.Code, "999", 999, 2, 2, 2, 1),
                new EffectPoint(EffectPointKind.Missing, "missing", null, -1, -1, -1, 1),
            ],
            points.Select(p => p with { Low = Math.Round(p.Low, 9), High = Math.Round(p.High, 9) }));
    }

    [Fact]
    public void A_hundred_different_numbers_are_twenty_ranges_of_five()
    {
        var points = Of(Number, [.. Enumerable.Range(1, 100).Reverse().Select(i => ($"{i}", 0.5 * i))]).Points;
        Assert.Equal(Enumerable.Range(0, 20).Select(c => 5.0 * c + 3), points.Select(p => p.Value!.Value));
        Assert.All(points, p => Assert.Equal((5, p.Value!.Value / 2), (p.Rows, p.Contribution)));
        // Of five values in a row the 10 % quantile lies 0.4 after the first.
        Assert.Equal(0.5 * 1.4, points[0].Low, 1e-12);
        Assert.Equal(0.5 * 4.6, points[0].High, 1e-12);
    }

    [Fact]
    public void Whatever_the_numbers_ranges_hold_all_rows_once_ascend_and_never_part_equal_ones()
        => Gen.Int[0, 60].Array[1, 200].Sample(numbers =>
        {
            // With the number itself as contribution, its quantiles tell which numbers are in a range.
            var points = Of(Number, [.. numbers.Select(n => ($"{n}", (double)n))]).Points;
            Assert.InRange(points.Count, 1, 20);
            Assert.Equal(numbers.Length, points.Sum(p => p.Rows));
            Assert.Equal(numbers.Sum(), points.Sum(p => p.Value!.Value * p.Rows), 1e-6);
            Assert.All(points.Zip(points.Skip(1)), p => Assert.True(p.First.High <= p.Second.Low));
            Assert.All(points, p => Assert.InRange(p.Contribution, p.Value!.Value - 1e-9, p.Value!.Value + 1e-9));
            if (numbers.Distinct().Count() <= 20) Assert.Equal(numbers.Distinct().Order().Select(n => (double)n), points.Select(p => p.Value!.Value));
        });

    [Fact]
    public void Levels_come_by_frequency_and_those_after_the_twentieth_are_one()
    {
        // Level i occurs i times, and its contribution is i: of 25, the five rarest are pooled, 1 to 5.
        var rows = Enumerable.Range(1, 25).SelectMany(i => Enumerable.Repeat(((string?)$"city {i}", (double)i), i)).Append((null, 9));
        var points = Of(Text, [.. rows]).Points;
        Assert.Equal(Enumerable.Range(6, 20).Reverse().Select(i => $"city {i}"), points.Take(20).Select(p => p.Label));
        Assert.Equal((EffectPointKind.Others, "others", 15, 55 / 15.0), (points[20].Kind, points[20].Label, points[20].Rows, points[20].Contribution));
        Assert.Equal((EffectPointKind.Missing, 1, 9.0), (points[21].Kind, points[21].Rows, points[21].Contribution));
    }

    private static FeatureEffect Of(ScoringInput input, params (string? Cell, double Contribution)[] rows)
        => FeatureEffect.Of(input, [.. rows.Select(r => r.Cell)], [.. rows.Select(r => r.Contribution)]);
}
