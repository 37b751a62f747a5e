namespace FinScoring.Core.Training;

/// <summary>One algorithm, or several whose log-odds are averaged: a blend in log-odds stays additive, so that it can be explained exactly.</summary>
/// <param name="Members">Each algorithm's share; the shares sum up to 1.</param>
internal sealed record Mix(IReadOnlyList<(Algorithm Algorithm, double Share)> Members)
{
    /// <summary>The name of a blend in the options.</summary>
    public const string BlendName = "blend";

    public Mix(Algorithm algorithm)
        : this([(algorithm, 1)])
    {
    }

    public string Name => Members.Count == 1 ? Members[0].Algorithm.Name : BlendName;

    /// <summary>Equal shares, which are hard to beat where few rows tell them apart (Timmermann 2006).</summary>
    public static Mix Blend(params IReadOnlyList<Algorithm> algorithms) => new([.. algorithms.Select(a => (a, 1.0 / algorithms.Count))]);

    /// <summary>The members' weighted mean, row by row.</summary>
    public double[] Average(Func<Algorithm, double[]> logOdds)
    {
        var sum = new double[logOdds(Members[0].Algorithm).Length];
        foreach (var (algorithm, share) in Members)
        {
            var values = logOdds(algorithm);
            for (var i = 0; i < sum.Length; i++) sum[i] += share * values[i];
        }

        return sum;
    }
}
