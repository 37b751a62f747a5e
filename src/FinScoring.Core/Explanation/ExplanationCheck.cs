using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Core.Explanation;

/// <summary>
/// The proof that what a version stores for its explanations fits its model, on the golden rows: contributions add up to the
/// score, and what changes in a feature vector when one input changes is that input's.
/// </summary>
public static class ExplanationCheck
{
    /// <summary>Every input is changed to its cell in so many golden rows.</summary>
    private const int RowsToChangeTo = 10;

    /// <summary>Loads a version from its files and forgets it: what a store asks before it publishes.</summary>
    /// <param name="zip">model.zip; explanation.json may lie beside it.</param>
    /// <param name="manifest">The version's manifest.</param>
    /// <exception cref="DamagedModelException">
    /// The zip cannot be loaded or does not reproduce the manifest's golden rows, or explanation.json does not fit it.
    /// </exception>
    public static void Verify(string zip, Manifest manifest) => Verify(Scorer.Load(zip, manifest));

    /// <exception cref="DamagedModelException">What the version stores for its explanations does not fit it.</exception>
    internal static void Verify(Scorer scorer)
    {
        if (ExplainedVersion.Of(scorer) is { } version) Check(scorer, version);
    }

    private static void Check(Scorer scorer, ExplainedVersion version)
    {
        using var row = scorer.Rent();
        var contributions = new double[scorer.Inputs.Length];
        Explainer[] explainers = [.. version.WithoutTables];
        foreach (var golden in scorer.Manifest.Golden)
        {
            Complete(row, golden.Cells);
            foreach (var explainer in explainers) explainer.Explain(row, contributions);
        }

        if (version.Members.SelectMany(m => m.RowsCounted).Any(rows => rows != scorer.Manifest.Rows.Used))
            throw Damaged(scorer, "counts other rows than those of the training");
        foreach (var golden in scorer.Manifest.Golden.Take(RowsToChangeTo + 1).Skip(1)) CheckInputs(row, version.Members, scorer.Manifest.Golden[0], golden);
    }

    private static void CheckInputs(ScoringRow row, Member[] members, GoldenRow from, GoldenRow to)
    {
        var scorer = row.Scorer;
        Complete(row, from.Cells);
        float[][] before = [.. members.Select((_, m) => row.Features(m).ToArray())];
        for (var input = 0; input < from.Cells.Count; input++)
        {
            if (from.Cells[input] == to.Cells[input]) continue;
            Complete(row, [.. from.Cells.Select((cell, i) => i == input ? to.Cells[i] : cell)]);
            for (var m = 0; m < before.Length; m++)
            {
                if (ChangesAnother(members[m].Owners, input, before[m], row.Features(m)))
                    throw Damaged(scorer, $"gives a part of {scorer.Inputs[input].Column.Name} to another column");
            }
        }
    }

    private static bool ChangesAnother(int[] owners, int input, float[] before, ReadOnlySpan<float> after)
    {
        for (var slot = 0; slot < owners.Length; slot++)
        {
            if (owners[slot] != input && !before[slot].Equals(after[slot])) return true;
        }

        return false;
    }

    private static void Complete(ScoringRow row, IReadOnlyList<string?> cells)
    {
        GoldenRows.Fill(row, cells);
        if (!row.Complete()) throw new DamagedModelException(row.Scorer.Manifest.Key, "a golden row cannot be scored");
    }

    private static DamagedModelException Damaged(Scorer scorer, string finding)
        => new(scorer.Manifest.Key, $"{VersionFolder.Explanation} {finding}");
}
