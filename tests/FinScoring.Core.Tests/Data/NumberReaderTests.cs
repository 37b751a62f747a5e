using System.Globalization;
using CsCheck;
using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public sealed class NumberReaderTests
{
    // What the platform's own formatter writes for a country: decimal sign, separator, sizes of groups.
    private static readonly (string Point, string Group, int[] Sizes)[] Countries =
        [(".", ",", [3]), (",", ".", [3]), (",", "\u00A0", [3]), (",", "\u202F", [3]), (".", "’", [3]), (".", "'", [3]), (".", ",", [3, 2])];

    [Fact]
    public void Every_number_comes_back_as_the_platform_wrote_it_for_a_country()
        => (from number in Gen.Int[-200_000_000, 200_000_000]
            from country in Gen.Int[0, Countries.Length - 1]
            from digits in Gen.Int[0, 4]
            select (value: number / 100.0, country: Countries[country], digits)).Sample(s =>
        {
            var written = s.value.ToString($"N{s.digits}", new NumberFormatInfo
            {
                NumberDecimalSeparator = s.country.Point,
                NumberGroupSeparator = s.country.Group,
                NumberGroupSizes = s.country.Sizes,
            });
            var plain = double.Parse(s.value.ToString($"F{s.digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            var group = DigitGroups.Kind(s.country.Group[0]).ToString();
            var reader = new NumberReader(s.country.Point == ",", new() { Group = group });
            return reader.TryRead(written, out var value) && value == plain;
        }, iter: 5_000);

    [Theory]
    [InlineData("$", null, null, "$47,000", null)]
    [InlineData("$", null, ",", "$47,000.50", 47000.5)]
    [InlineData("$", null, ",", "-$47,000", -47000d)]
    [InlineData("$", null, ",", "($ 47,000)", -47000d)]
    [InlineData("$", null, ",", "$(1,234.50)", -1234.5)]
    [InlineData("$", null, ",", "47000", 47000d)]
    [InlineData("$", null, ",", "€47,000", null)]
    [InlineData("USD", null, null, "USD 52000", 52000d)]
    [InlineData("USD", null, null, "usd52000.00", 52000d)]
    [InlineData(null, "%", null, "12.5%", 12.5)]
    [InlineData(null, "%", null, "12.5 %", 12.5)]
    [InlineData(null, "%", null, "-0.5%", -.5)]
    [InlineData(null, "months", null, "36 months", 36d)]
    [InlineData(null, "years", null, "1 year", 1d)]
    [InlineData(null, "years", null, "1 month", null)]
    [InlineData(null, "years", null, "10+ years", null)]
    [InlineData(null, "years", null, "< 1 year", null)]
    [InlineData(null, "k", null, "52k", 52d)]
    [InlineData(null, null, null, "(123)", -123d)]
    [InlineData(null, null, null, "123-", -123d)]
    [InlineData(null, null, null, "−123.5", -123.5)]
    [InlineData(null, null, null, "-(123)", null)]
    [InlineData(null, null, null, "1,234", null)]
    [InlineData(null, null, " ", "1 234", 1234d)]
    [InlineData(null, null, " ", "1 23", null)]
    [InlineData(null, null, ",", "1,23,456", 123456d)]
    [InlineData(null, null, ",", "1,5", null)]
    [InlineData(null, null, ",", "0,123", null)]
    public void A_cell_is_read_as_its_column_is_written_or_not_at_all(string? prefix, string? suffix, string? group, string cell, double? expected)
    {
        var reader = new NumberReader(decimalComma: false, new() { Prefix = prefix, Suffix = suffix, Group = group });
        Assert.Equal(expected, reader.TryRead(cell, out var value) ? value : null);
    }

    [Theory]
    [InlineData(null, "1.200", null)]
    [InlineData(null, "-12.500", null)]
    [InlineData(null, "1.200,50", null)]
    [InlineData(null, "1,200", 1.2)]
    [InlineData(null, "1.25", 1.25)]
    [InlineData(null, "0.200", .2)]
    [InlineData(null, "1234.500", 1234.5)]
    [InlineData(null, "1200", 1200d)]
    [InlineData(".", "1.200", 1200d)]
    [InlineData(".", "-1.200,50", -1200.5)]
    [InlineData(".", "1.25", null)]
    public void Where_the_comma_is_the_decimal_sign_a_point_before_three_digits_is_never_one(string? group, string cell, double? expected)
    {
        var reader = new NumberReader(decimalComma: true, group is null ? null : new() { Group = group });
        Assert.Equal(expected, reader.TryRead(cell, out var value) ? value : null);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1,500")]
    [InlineData("$5")]
    [InlineData("5%")]
    [InlineData("(5)")]
    [InlineData("5-")]
    public void Where_training_saw_plain_numbers_only_those_are_numbers(string cell) => Assert.False(new NumberReader(false, null).TryRead(cell, out _));
}
