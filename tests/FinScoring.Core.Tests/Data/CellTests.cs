using System.Globalization;
using CsCheck;
using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public sealed class CellTests
{
    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("na")]
    [InlineData("N/A")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("?")]
    public void Missing_is_an_empty_cell_or_one_of_the_tokens(string cell) => Assert.True(Cell.IsMissing(cell));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("-")]
    [InlineData("0")]
    [InlineData("nil")]
    public void Nothing_else_is_missing(string cell) => Assert.False(Cell.IsMissing(cell));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-1.5", -1.5)]
    [InlineData("+2", 2)]
    [InlineData(".5", .5)]
    [InlineData("5.", 5)]
    [InlineData("007", 7)]
    [InlineData("1e3", 1000)]
    [InlineData("123456789012345678", 123456789012345678)]
    public void Numbers_are_read(string cell, double value)
    {
        Assert.True(Cell.TryNumber(cell, false, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("3.5e38")]
    [InlineData("-1e39")]
    [InlineData("Infinity")]
    [InlineData("-inf")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("0x1F")]
    [InlineData("5%")]
    [InlineData("$5")]
    [InlineData("(5)")]
    [InlineData("abc")]
    public void What_no_Single_can_hold_or_no_plain_number_is_none(string cell) => Assert.False(Cell.TryNumber(cell, false, out _));

    [Theory]
    [InlineData("1,5", 1.5)]
    [InlineData("-0,25", -.25)]
    [InlineData("7", 7)]
    [InlineData("1,5e-3", .0015)]
    public void A_decimal_comma_is_read_where_the_column_has_it(string cell, double value)
    {
        Assert.True(Cell.TryNumber(cell, true, out var read));
        Assert.Equal(value, read);
        Assert.False(Cell.TryNumber("1.5", true, out _));
    }

    [Fact]
    public void Every_finite_double_is_read_as_the_framework_reads_it() => Gen.OneOf(
            Gen.Double.Select(d => d.ToString("R", CultureInfo.InvariantCulture)),
            Gen.Select(Gen.Long, Gen.Int[0, 12], (l, k) => (l / 1000m / (decimal)Math.Pow(10, k)).ToString(CultureInfo.InvariantCulture)))
        .Sample(
            text =>
            {
                var expected = double.Parse(text, CultureInfo.InvariantCulture);
                Assert.True(Cell.TryAnyNumber(text, false, out var value));
                Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
            },
            iter: 20_000);

    [Theory]
    [InlineData("2024-05-31", "2024-05-31T00:00:00", false)]
    [InlineData("2024-02-29", "2024-02-29T00:00:00", false)]
    [InlineData("2024-05", "2024-05-01T00:00:00", false)]
    [InlineData("2024-05-31T17:30", "2024-05-31T17:30:00", false)]
    [InlineData("2024-05-31 17:30:05", "2024-05-31T17:30:05", false)]
    [InlineData("2024-05-31T17:30:05.25Z", "2024-05-31T17:30:05.25", true)]
    [InlineData("2024-05-31T01:30:00+02:00", "2024-05-30T23:30:00", true)]
    [InlineData("2024-05-31 20:00:00-0430", "2024-06-01T00:30:00", true)]
    [InlineData("2024-05-31T20:00-04", "2024-06-01T00:00:00", true)]
    public void Iso_dates_are_read_to_utc(string cell, string utc, bool zoned)
    {
        Assert.True(Cell.TryDate(cell, out var ticks, out var isZoned));
        Assert.Equal(DateTime.Parse(utc, CultureInfo.InvariantCulture).Ticks, ticks);
        Assert.Equal(zoned, isZoned);
    }

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2024-13")]
    [InlineData("2024")]
    [InlineData("20240531")]
    [InlineData("31.05.2024")]
    [InlineData("05/31/2024")]
    [InlineData("2024-05-31T")]
    [InlineData("2024-05-31T25:00")]
    [InlineData("2024-05-31T10:00:60")]
    [InlineData("2024-05-31T10:00:00.")]
    [InlineData("2024-05-31T10:00 CET")]
    [InlineData("2024-05-31Z")]
    [InlineData("0001-01-01T00:00+01:00")]
    public void Nothing_else_is_a_date(string cell) => Assert.False(Cell.TryDate(cell, out _, out _));
}
