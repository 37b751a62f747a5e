using CsCheck;
using FinScoring.Core.Domains;

namespace FinScoring.Core.Tests.Domains;

public class BarWindowTests
{
    private static readonly Gen<Bar[]> Walks = Gen.Select(Gen.Int, Gen.Int[BarWindow.LookBack, 200]).Select(RandomWalk);

    /// <summary>
    /// Computed with numpy 1.24 from the same bars, each feature from its definition over the last 61: np.std(ddof=1) of
    /// np.diff(np.log(close)), 100 - 100/(1 + mean gain / mean loss), np.average with weights (1-2/(n+1))**age for the EMAs.
    /// </summary>
    private static readonly Dictionary<string, double> Numpy = new()
    {
        ["return1"] = -0.04449289026761749,
        ["return2"] = -0.10329956207679125,
        ["return5"] = -0.14096338613188542,
        ["return10"] = -0.03743100651429565,
        ["return20"] = -0.09100312144654876,
        ["return60"] = -0.033633863473474745,
        ["volatility5"] = 0.0350525073384619,
        ["volatility20"] = 0.048042323857533084,
        ["volatility60"] = 0.04733308816890107,
        ["rsi14"] = 37.64489332598975,
        ["macd"] = 0.0028483635798899347,
        ["macdHistogram"] = -0.005791212116182401,
        ["rangePosition14"] = 0.07244323294340292,
        ["rangePosition60"] = 0.24707234968210984,
        ["volume20"] = -0.15993747541041725,
        ["barRange"] = 0.06595050862759556,
        ["overnightGap"] = 0.009718470053997175,
    };

    [Fact]
    public void Every_feature_equals_an_independent_computation()
    {
        double[] close = [.. Enumerable.Range(0, 70).Select(i => 100 + 10 * Math.Sin(.7 * i) + .1 * i)];
        var bars = close.Select((c, i) =>
        {
            var open = (i == 0 ? 100 : close[i - 1]) + Math.Cos(i);
            return new Bar(Day(i), open, Math.Max(open, c) + .5 + .3 * (i % 3), Math.Min(open, c) - .4, c, 1000 + i * 37 % 101 * 10);
        });

        Assert.Equal(Numpy.Keys, BarWindow.Names);
        foreach (var (expected, actual) in Numpy.Values.Zip(Features(bars))) Assert.Equal(expected, actual, 1e-12);
    }

    [Fact]
    public void Fed_bar_by_bar_or_with_exactly_the_last_61_the_features_are_the_same_to_the_bit()
        => Walks.Sample(bars => Assert.Equal(Features(bars[^BarWindow.LookBack..]), Features(bars)));

    [Fact]
    public void No_feature_depends_on_the_scale_of_prices_or_volumes()
        => Gen.Select(Walks, Gen.Double[0.001, 1000], Gen.Double[0.001, 1000]).Sample((bars, price, volume) =>
        {
            var scaled = bars.Select(b => new Bar(b.Date, b.Open * price, b.High * price, b.Low * price, b.Close * price, b.Volume * volume));
            foreach (var (expected, actual) in Features(bars).Zip(Features(scaled))) Assert.Equal(expected, actual, 1e-9);
        });

    [Fact]
    public void Sixty_bars_are_too_few_and_a_cleared_window_starts_again()
    {
        var window = new BarWindow();
        foreach (var bar in RandomWalk(1, 60)) window.Add(bar);
        Assert.False(window.IsFull);
        Assert.Throws<InvalidOperationException>(() => window.Compute(new double[BarWindow.Names.Count]));

        window.Add(RandomWalk(2, 1)[0]);
        Assert.True(window.IsFull);
        window.Clear();
        Assert.False(window.IsFull);
    }

    [Fact]
    public void Only_a_missing_volume_leaves_a_feature_undefined_and_only_that_of_volume()
    {
        var bars = RandomWalk(3, 61);
        bars[50] = bars[50] with { Volume = double.NaN };

        Assert.Equal(["volume20"], BarWindow.Names.Zip(Features(bars)).Where(f => double.IsNaN(f.Second)).Select(f => f.First));
    }

    [Fact]
    public void Prices_that_never_move_and_bars_without_volume_have_neutral_features()
    {
        var still = Enumerable.Range(0, 61).Select(i => new Bar(Day(i), 5, 5, 5, 5, 0));
        var features = BarWindow.Names.Zip(Features(still)).ToDictionary();

        Assert.Equal(50, features["rsi14"]);
        Assert.Equal(0.5, features["rangePosition14"]);
        Assert.Equal(0, features["volume20"]);
        Assert.All(features.Values, f => Assert.True(double.IsFinite(f)));
    }

    private static double[] Features(IEnumerable<Bar> bars)
    {
        var window = new BarWindow();
        foreach (var bar in bars) window.Add(bar);
        var features = new double[BarWindow.Names.Count];
        window.Compute(features);
        return features;
    }

    private static Bar[] RandomWalk(int seed, int bars)
    {
        var random = new Random(seed);
        var close = 50.0;
        return [.. Enumerable.Range(0, bars).Select(i =>
        {
            var open = close * (1 + 0.01 * (random.NextDouble() - 0.5));
            close = open * (1 + 0.04 * (random.NextDouble() - 0.5));
            return new Bar(Day(i), open, Math.Max(open, close) * 1.003, Math.Min(open, close) * 0.998, close, 1 + random.Next(100_000));
        })];
    }

    private static DateTime Day(int i) => new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i);
}
