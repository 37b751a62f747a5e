namespace FinScoring.Core.Explanation.Trees;

/// <summary>
/// What some leaves know of a slot's value: the values between two of their thresholds are one case, and all values that the same
/// leaves allow are one.
/// </summary>
internal sealed class SlotCases
{
    private readonly ulong[] _allowed;

    private SlotCases(int slot, float[] thresholds, int[] cases, ulong[] allowed)
        => (Slot, Thresholds, Cases, _allowed) = (slot, thresholds, cases, allowed);

    public int Slot { get; }

    /// <summary>Ascending.</summary>
    public float[] Thresholds { get; }

    /// <summary>The case of a value that is above so many of the thresholds.</summary>
    public int[] Cases { get; }

    public int Count => _allowed.Length;

    /// <summary>Whether the values of a case are within a leaf's bounds.</summary>
    public bool Allows(int @case, int leaf) => (_allowed[@case] >> leaf & 1) == 1;

    /// <param name="slot">The slot.</param>
    /// <param name="bounds">Of each leaf for this slot, null where it asks nothing; at most 64.</param>
    public static SlotCases Of(int slot, IReadOnlyList<SlotBounds?> bounds)
    {
        float[] thresholds = [.. bounds.OfType<SlotBounds>().SelectMany(b => new[] { b.Above, b.UpTo }).Where(float.IsFinite).Distinct().Order()];
        // A value between two thresholds, at the upper one, stands for all of them.
        ulong[] allowed = [.. thresholds.Append(float.PositiveInfinity).Select(value => AllowedAt(value, bounds))];
        ulong[] distinct = [.. allowed.Distinct()];
        return new(slot, thresholds, Array.ConvertAll(allowed, a => Array.IndexOf(distinct, a)), distinct);
    }

    private static ulong AllowedAt(float value, IReadOnlyList<SlotBounds?> bounds)
    {
        ulong allowed = 0;
        for (var leaf = 0; leaf < bounds.Count; leaf++)
        {
            if (bounds[leaf]?.Hold(value) ?? true) allowed |= 1UL << leaf;
        }

        return allowed;
    }
}
