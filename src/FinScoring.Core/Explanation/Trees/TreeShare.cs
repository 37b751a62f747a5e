using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace FinScoring.Core.Explanation.Trees;

/// <summary>
/// The share of an ensemble of trees: the sum of its leaves' Shapley values, most of them looked up. Where a row's value stands
/// among all thresholds of its slot is found once; from that follow the entries of the groups' tables by whole-number arithmetic
/// alone, with no branch to be mispredicted, and the processor is told of each entry long before it is read.
/// </summary>
internal sealed class TreeShare : Share
{
    /// <summary>Tables of a model may take 64 MB.</summary>
    private const int MostValues = 64 * 1024 * 1024 / sizeof(double);

    private const int MostCells = 2048;

    private readonly int[] _slots;
    private readonly float[][] _thresholds;
    private readonly Step[] _steps;
    private readonly int[] _inputs;
    private readonly Group[] _groups;
    private readonly double[] _tables;
    private readonly TreeLeaf[] _others;

    /// <param name="trees">The leaves of each tree, from left to right.</param>
    /// <param name="mostCells">The most entries of a table; 0 for no tables.</param>
    public TreeShare(IReadOnlyList<TreeLeaf[]> trees, int mostCells = MostCells)
    {
        var (groups, others) = Cut(trees, mostCells);
        Baseline = trees.Sum(t => t.Sum(l => l.Game.Mean));
        _others = [.. others];
        _slots = [.. groups.SelectMany(g => g.Slots).Select(s => s.Slot).Distinct().Order()];
        _thresholds = Array.ConvertAll(_slots, slot => groups.SelectMany(g => g.Slots).Where(s => s.Slot == slot).SelectMany(s => s.Thresholds).Distinct().Order().ToArray());
        _inputs = [.. groups.SelectMany(g => g.Inputs)];
        _tables = new double[groups.Sum(g => g.Size)];
        _groups = new Group[groups.Count];
        var steps = new List<Step>();
        var (start, inputs) = (0, 0);
        for (var g = 0; g < groups.Count; g++)
        {
            groups[g].Fill(_tables.AsSpan(start, groups[g].Size));
            var first = AddSteps(groups[g], steps);
            inputs += groups[g].Inputs.Length;
            _groups[g] = new(start + first, steps.Count, inputs);
            start += groups[g].Size;
        }

        _steps = [.. steps];
    }

    public override double Baseline { get; }

    public override void Add(ReadOnlySpan<float> features, Span<double> contributions)
    {
        var work = ArrayPool<int>.Shared.Rent(_slots.Length + _groups.Length);
        var ranks = work.AsSpan(0, _slots.Length);
        var entries = work.AsSpan(_slots.Length, _groups.Length);
        Rank(features, ranks);
        Locate(ranks, entries);
        Sum(entries, contributions);
        ArrayPool<int>.Shared.Return(work);
        foreach (var leaf in _others) leaf.Add(features, contributions);
    }

    private static (List<LeafGroup> Groups, List<TreeLeaf> Others) Cut(IReadOnlyList<TreeLeaf[]> trees, int mostCells)
    {
        while (true)
        {
            var cuts = trees.Select(t => LeafGroup.Cut(t, mostCells)).ToArray();
            if (cuts.Sum(c => c.Groups.Sum(g => (long)g.Size)) <= MostValues)
                return ([.. cuts.SelectMany(c => c.Groups)], [.. cuts.SelectMany(c => c.Others)]);
            mostCells /= 2;
        }
    }

    /// <summary>At each threshold where the case changes, how far the entry moves.</summary>
    /// <returns>The entry of a row that is above no threshold, from the table's start.</returns>
    private int AddSteps(LeafGroup group, List<Step> steps)
    {
        var (first, stride) = (0, group.Inputs.Length);
        foreach (var slot in group.Slots)
        {
            var place = Array.BinarySearch(_slots, slot.Slot);
            first += slot.Cases[0] * stride;
            for (var t = 0; t < slot.Thresholds.Length; t++)
            {
                var change = slot.Cases[t + 1] - slot.Cases[t];
                if (change != 0) steps.Add(new(place, Array.BinarySearch(_thresholds[place], slot.Thresholds[t]), change * stride));
            }

            stride *= slot.Count;
        }

        return first;
    }

    /// <summary>How many thresholds each slot's value is above.</summary>
    private void Rank(ReadOnlySpan<float> features, Span<int> ranks)
    {
        for (var s = 0; s < ranks.Length; s++)
        {
            var (value, thresholds) = (features[_slots[s]], _thresholds[s]);
            var (low, count) = (0, thresholds.Length);
            while (count > 0)
            {
                var half = count / 2;
                if (value > thresholds[low + half]) (low, count) = (low + half + 1, count - half - 1);
                else count = half;
            }

            ranks[s] = low;
        }
    }

    /// <summary>The entry of each group's table.</summary>
    private void Locate(ReadOnlySpan<int> ranks, Span<int> entries)
    {
        ref var rank = ref MemoryMarshal.GetReference(ranks);
        ref var table = ref MemoryMarshal.GetArrayDataReference(_tables);
        var s = 0;
        for (var g = 0; g < entries.Length; g++)
        {
            var group = _groups[g];
            var entry = group.First;
            for (; s < group.StepsEnd; s++)
            {
                var step = _steps[s];
                // All bits set where the value is above the threshold.
                entry += ((step.Threshold - Unsafe.Add(ref rank, step.Place)) >> 31) & step.Move;
            }

            entries[g] = entry;
            if (Sse.IsSupported) Prefetch(ref Unsafe.Add(ref table, entry));
        }
    }

    // An address gone stale does no harm: nothing is read.
    private static unsafe void Prefetch(ref double entry) => Sse.Prefetch0(Unsafe.AsPointer(ref entry));

    private void Sum(ReadOnlySpan<int> entries, Span<double> contributions)
    {
        var i = 0;
        for (var g = 0; g < entries.Length; g++)
        {
            var value = entries[g];
            for (var end = _groups[g].InputsEnd; i < end; i++) contributions[_inputs[i]] += _tables[value++];
        }
    }

    /// <summary>Above a threshold of a slot, the entry moves.</summary>
    private readonly record struct Step(int Place, int Threshold, int Move);

    private readonly record struct Group(int First, int StepsEnd, int InputsEnd);
}
