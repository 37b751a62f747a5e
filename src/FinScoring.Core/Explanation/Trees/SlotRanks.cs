namespace FinScoring.Core.Explanation.Trees;

/// <summary>Where a row's values stand among the thresholds of their slots: all that tables need to know of it.</summary>
internal sealed class SlotRanks
{
    private readonly int[] _slots;
    private readonly float[][] _thresholds;

    /// <param name="slots">What is asked of slots, a slot any number of times.</param>
    public SlotRanks(IEnumerable<SlotCases> slots)
    {
        var bySlot = slots.GroupBy(s => s.Slot).OrderBy(g => g.Key).ToArray();
        _slots = [.. bySlot.Select(g => g.Key)];
        _thresholds = [.. bySlot.Select(g => g.SelectMany(s => s.Thresholds).Distinct().Order().ToArray())];
    }

    /// <summary>The number of slots.</summary>
    public int Count => _slots.Length;

    /// <summary>The place of a slot among the ranks.</summary>
    public int PlaceOf(int slot) => Array.BinarySearch(_slots, slot);

    /// <summary>The rank of a value at a threshold: one above it has a higher rank.</summary>
    public int RankOf(int place, float threshold) => Array.BinarySearch(_thresholds[place], threshold);

    /// <summary>Finds how many thresholds each slot's value is above.</summary>
    public void Read(ReadOnlySpan<float> features, Span<int> ranks)
    {
        for (var place = 0; place < _slots.Length; place++)
        {
            var (value, thresholds) = (features[_slots[place]], _thresholds[place]);
            var (low, count) = (0, thresholds.Length);
            while (count > 0)
            {
                var half = count / 2;
                if (value > thresholds[low + half]) (low, count) = (low + half + 1, count - half - 1);
                else count = half;
            }

            ranks[place] = low;
        }
    }
}
