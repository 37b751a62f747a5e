using System.Globalization;
using System.Runtime.CompilerServices;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>The numbers of the stored sample of training rows, by input. Immutable.</summary>
internal sealed class SampleCells
{
    private static readonly ConditionalWeakTable<Scorer, SampleCells> Known = [];

    private readonly IReadOnlyList<IReadOnlyList<string?>> _rows;
    private readonly Scorer _scorer;

    private SampleCells(Scorer scorer)
    {
        _scorer = scorer;
        _rows = scorer.ExplanationFile is { } content ? StoredExplanation.Read(content).Rows : [];
    }

    /// <summary>Reads what the version stores, once for each scorer; that it fits its model is the explainer's to check.</summary>
    public static SampleCells Of(Scorer scorer) => Known.GetValue(scorer, static s => new(s));

    /// <summary>The known numbers of a numeric input in some of the rows, codes aside, ascending.</summary>
    public double[] Numbers(int input, IEnumerable<int> rows)
    {
        var accepted = _scorer.Inputs[input];
        var numbers = rows.Select(row => _rows[row][input]).OfType<string>()
            .Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).Where(value => !accepted.IsSpecial(value));
        return [.. numbers.Order()];
    }

    public double[] Numbers(int input) => Numbers(input, Enumerable.Range(0, _rows.Count));
}
