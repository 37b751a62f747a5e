namespace FinScoring.Core.Evaluation;

/// <summary>As many rows of equal weight, in no group, would say as much (Kish 1965).</summary>
/// <param name="All">Of all rows.</param>
/// <param name="Events">Of those with the event.</param>
internal readonly record struct EffectiveRows(double All, double Events)
{
    public static EffectiveRows Of(ScoredRows rows) => new(Count(rows, _ => true), Count(rows, i => rows.Label[i]));

    private static double Count(ScoredRows rows, Func<int, bool> isCounted)
    {
        var units = new Dictionary<int, double>();
        double sum = 0, squares = 0;
        for (var i = 0; i < rows.Label.Length; i++)
        {
            if (!isCounted(i)) continue;
            double weight = rows.Weight?[i] ?? 1, before = 0;
            if (rows.Group is { } group) units[group[i]] = weight + (before = units.GetValueOrDefault(group[i]));
            sum += weight;
            squares += weight * weight + 2 * weight * before;
        }

        return squares > 0 ? sum * sum / squares : 0;
    }
}
