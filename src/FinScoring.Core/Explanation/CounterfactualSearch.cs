using FinScoring.Core.Data;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>
/// Finds the smallest changes of a row that bring its probability below a bound. First every single change; where those do not
/// suffice, pairs and triples of the inputs that lower it most, with the changes of each that no smaller one outdoes; then each
/// change is made as small as it can be. No two results change the same inputs, and none changes more than another needs. Every
/// result was scored. Deterministic, immutable and thread-safe.
/// </summary>
public sealed class CounterfactualSearch
{
    /// <summary>Of one counterfactual.</summary>
    public const int MostChanges = 3;

    private readonly Alternatives[] _inputs;

    private CounterfactualSearch(Scorer scorer, SampleRows sample)
    {
        var signs = MonotoneColumn.Signs(scorer.Manifest.Options, [.. scorer.Inputs.Select(i => i.Column.Name)]);
        _inputs = [.. scorer.Inputs.Select((_, i) => new Alternatives(scorer, sample, i, signs.GetValueOrDefault(i)))];
    }

    /// <summary>
    /// Made when first asked for, once for each scorer, on this thread; null where the version stores no sample of its training rows.
    /// </summary>
    public static CounterfactualSearch? Of(Scorer scorer)
        => scorer.Parts.Of(static s => ExplainedVersion.Of(s) is { } version ? new CounterfactualSearch(s, version.Sample) : null).Value;

    /// <param name="completedRow">A row of this version's scorer, completed.</param>
    /// <param name="below">The probability to get below.</param>
    /// <param name="most">How many to find.</param>
    /// <param name="immutable">Inputs that must not change.</param>
    /// <param name="cancel">Stops between two inputs, or sets of inputs.</param>
    /// <returns>The fewest changes first, then the smallest; empty where up to three do not suffice.</returns>
    public IReadOnlyList<Counterfactual> Find(ScoringRow completedRow, double below, int most, IReadOnlySet<int> immutable, CancellationToken cancel = default)
    {
        using var row = new Trial(completedRow);
        var present = row.Probability([]);
        var useful = Enumerable.Range(0, _inputs.Length).Where(input => !immutable.Contains(input))
            .Select(input => UsefulChanges.Of(row, _inputs[input], present, cancel)).OfType<UsefulChanges>().OrderBy(u => u.Lowest).ToArray();
        var found = new List<Counterfactual>();
        for (var changes = 1; changes <= MostChanges && found.Count < most; changes++)
        {
            var sets = new ChangeSets(row, useful, changes).Reaching(below, found, cancel).Select(set => Shrink(row, set, below));
            found.AddRange(sets.OrderBy(c => c.Distance).ToArray());
        }

        return [.. found.Take(most)];
    }

    /// <summary>Each change in turn made as small as still suffices, by halving the smaller ones that there are.</summary>
    private Counterfactual Shrink(Trial row, InputChange[] set, double below)
    {
        for (var i = 0; i < set.Length; i++)
        {
            var smaller = _inputs[set[i].Input].Smaller(row, set[i]);
            var tried = set.ToArray();
            var (first, last) = (0, smaller.Length);
            while (first < last)
            {
                var half = (first + last) / 2;
                tried[i] = smaller[half];
                if (row.Probability(tried) < below) (set[i], last) = (tried[i], half);
                else first = half + 1;
            }
        }

        return new([.. set.OrderBy(c => c.Input)], set.Sum(c => _inputs[c.Input].SizeOf(row, c)));
    }
}
