using CsCheck;
using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public class NumberListTests
{
    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Double, Gen.Int.Select(i => (double)i), Gen.Single.Select(s => (double)s),
        Gen.OneOf([.. new[] { double.NaN, 0.0, -0.0, 16_777_217, 0.1, 1e300, double.Epsilon }.Select(Gen.Const)]));

    [Fact]
    public void No_number_is_changed_whatever_stands_beside_it()
        => Number.Array[0, 40].Sample(numbers =>
        {
            var list = new NumberList(numbers);
            int[] reversed = [.. Enumerable.Range(0, numbers.Length).Reverse()];
            Assert.Equal(Bits(numbers), Bits(list));
            Assert.Equal(Bits(numbers), Bits(Enumerable.Range(0, list.Count).Select(i => list[i])));
            Assert.Equal(Bits(numbers), Bits(list.ConvertAll(v => v)));
            Assert.Equal(Bits(numbers.Reverse()), Bits(list.Take(reversed)));
        });

    // NaN is NaN, whatever its bits.
    private static IEnumerable<long> Bits(IEnumerable<double> numbers)
        => numbers.Select(n => BitConverter.DoubleToInt64Bits(double.IsNaN(n) ? double.NaN : n));
}
