using FinScoring.Core.Data;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>
/// Finds the principal reasons for a decision against someone: the inputs that moved the score the wrong way, compared with those
/// of the stored sample who are at or just above the passing score (one of the methods that the commentary on 12 CFR 1002.9(b)(2)
/// names). Columns of one correlation cluster share an effect by chance, so they count together and speak through the one that
/// moved the score most. Immutable and thread-safe.
/// </summary>
public sealed class AdverseReasons
{
    /// <summary>More than four say less (the same commentary).</summary>
    public const int Most = 4;

    /// <summary>What nobody of the sample passes is compared with so many who come nearest.</summary>
    private const int Nearest = 10;

    private const int JustPassing = 100;

    /// <summary>Sums are good to 1e-6: what is less moved nothing.</summary>
    private const double Least = 1e-6;

    private const int OnStack = 128;

    private readonly Scorer _scorer;
    private readonly Explainer _explainer;
    private readonly UsualNumber[] _usual;
    private readonly int[] _groups;

    private AdverseReasons(Scorer scorer, SampleRows sample, Explainer explainer, int[] passing)
    {
        (_scorer, _explainer) = (scorer, explainer);
        var names = scorer.Inputs.Select(i => i.Column.Name).ToArray();
        var signs = MonotoneColumn.Signs(scorer.Manifest.Options, names);
        _usual = [.. scorer.Inputs.Select((input, i) => UsualNumber.Of(input.IsNumeric ? Moved(sample.Numbers(input, i, passing), input.Column) : [], signs.GetValueOrDefault(i)))];
        var clusters = scorer.Manifest.Selection.Where(line => line.Cluster is not null).ToDictionary(line => line.Name, line => line.Cluster!);
        _groups = [.. names.Select((name, i) => Array.IndexOf(names, clusters.GetValueOrDefault(name)) is var leader and >= 0 ? leader : i)];
    }

    /// <summary>Takes longer than finding reasons: keep it.</summary>
    /// <param name="scorer">A version.</param>
    /// <param name="passBelow">The probability below which a score passes.</param>
    /// <returns>Null where the version stores no training rows to compare with.</returns>
    public static AdverseReasons? Of(Scorer scorer, double passBelow)
    {
        if (ExplainedVersion.Of(scorer) is not { } version) return null;
        var passing = Passing(version.Sample.LogOdds, Math.Log(passBelow / (1 - passBelow)));
        return new(scorer, version.Sample, version.Against(passing, "passing"), passing);
    }

    /// <summary>Finds the reasons of a score, the weightiest first. Allocates nothing.</summary>
    /// <param name="completedRow">A row of this version's scorer, completed.</param>
    /// <param name="reasons">Set from its start; room for <see cref="Most"/>.</param>
    /// <param name="leastShare">What a reason needs of the contribution of the weightiest group, 0 to 1.</param>
    /// <returns>How many there are: fewer where less moved the score the wrong way.</returns>
    public int Find(ScoringRow completedRow, Span<Reason> reasons, double leastShare)
    {
        var inputs = _groups.Length;
        var contributions = inputs <= OnStack ? stackalloc double[inputs] : new double[inputs];
        var sums = inputs <= OnStack ? stackalloc double[inputs] : new double[inputs];
        _explainer.Explain(completedRow, contributions);
        sums.Clear();
        for (var input = 0; input < inputs; input++) sums[_groups[input]] += contributions[input];
        var count = 0;
        var least = Largest(sums) is var weightiest and >= 0 ? leastShare * sums[weightiest] : 0;
        while (count < Most && Largest(sums) is var group and >= 0 && sums[group] >= least)
        {
            sums[group] = 0;
            if (Speaker(completedRow, contributions, group) is { } reason) reasons[count++] = reason;
        }

        return count;
    }

    /// <summary>At or just above the passing score: of those who pass, the hundred with the highest log-odds.</summary>
    private static int[] Passing(double[] logOdds, double bound)
    {
        int[] safestFirst = [.. Enumerable.Range(0, logOdds.Length).OrderBy(row => logOdds[row])];
        var passing = safestFirst.Count(row => logOdds[row] < bound);
        return passing == 0
            ? safestFirst[..Math.Min(Nearest, safestFirst.Length)]
            : safestFirst[Math.Max(0, passing - JustPassing)..passing];
    }

    /// <summary>The group that moved the score most in the wrong way; -1 if none is left.</summary>
    private static int Largest(ReadOnlySpan<double> sums)
    {
        var largest = -1;
        for (var group = 0; group < sums.Length; group++)
        {
            if (sums[group] > (largest < 0 ? Least : sums[largest])) largest = group;
        }

        return largest;
    }

    /// <summary>The member of a group that moved the score most, of those that can say in which direction.</summary>
    private Reason? Speaker(ScoringRow row, ReadOnlySpan<double> contributions, int group)
    {
        Reason? speaker = null;
        var most = Least;
        for (var input = 0; input < _groups.Length; input++)
        {
            if (_groups[input] != group || contributions[input] <= most || DirectionOf(row, input) is not { } direction) continue;
            (speaker, most) = (new(input, direction), contributions[input]);
        }

        return speaker;
    }

    private ReasonDirection? DirectionOf(ScoringRow row, int input)
    {
        if (!_scorer.Inputs[input].IsNumeric) return row.Text(input).IsEmpty ? ReasonDirection.Missing : ReasonDirection.Category;
        var value = row.Number(input);
        return double.IsNaN(value) ? ReasonDirection.Missing
            : _scorer.Inputs[input].IsSpecial(value) ? ReasonDirection.Special
            : _usual[input].DirectionOf(_scorer.Inputs[input].Column.Entered(value));
    }

    /// <summary>As they enter the chain, but in double precision.</summary>
    private static double[] Moved(double[] numbers, Column column) => column.Centre is { } centre ? Array.ConvertAll(numbers, v => v - centre) : numbers;
}
