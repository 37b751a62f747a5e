using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace FinScoring.Core.Explanation.Trees;

/// <summary>
/// The tables of groups of leaves, one after the other. Where a row's value stands among all thresholds of its slot is found once;
/// from that follow the entries of all tables by whole-number arithmetic alone, with no branch to be mispredicted, and the
/// processor is told of each entry long before it is read. Immutable.
/// </summary>
internal sealed class LeafTables
{
    private readonly SlotRanks _ranks;
    private readonly Step[] _steps;
    private readonly int[] _inputs;
    private readonly Group[] _groups;
    private readonly double[] _tables;

    public LeafTables(IReadOnlyList<LeafGroup> groups)
    {
        _ranks = new(groups.SelectMany(g => g.Slots));
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

    /// <summary>How many values the tables hold.</summary>
    public int Values => _tables.Length;

    /// <summary>Adds the leaves' Shapley values.</summary>
    /// <param name="features">The row to explain.</param>
    /// <param name="contributions">By input.</param>
    public void Add(ReadOnlySpan<float> features, Span<double> contributions)
    {
        var work = ArrayPool<int>.Shared.Rent(_ranks.Count + _groups.Length);
        var ranks = work.AsSpan(0, _ranks.Count);
        var entries = work.AsSpan(_ranks.Count, _groups.Length);
        _ranks.Read(features, ranks);
        Locate(ranks, entries);
        Sum(entries, contributions);
        ArrayPool<int>.Shared.Return(work);
    }

    /// <summary>At each threshold where the case changes, how far the entry moves.</summary>
    /// <returns>The entry of a row that is above no threshold, from the table's start.</returns>
    private int AddSteps(LeafGroup group, List<Step> steps)
    {
        var (first, stride) = (0, group.Inputs.Length);
        foreach (var slot in group.Slots)
        {
            var place = _ranks.PlaceOf(slot.Slot);
            first += slot.Cases[0] * stride;
            for (var t = 0; t < slot.Thresholds.Length; t++)
            {
                var change = slot.Cases[t + 1] - slot.Cases[t];
                if (change != 0) steps.Add(new(place, _ranks.RankOf(place, slot.Thresholds[t]), change * stride));
            }

            stride *= slot.Count;
        }

        return first;
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
                entry += ((step.Rank - Unsafe.Add(ref rank, step.Place)) >> 31) & step.Move;
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

    /// <summary>Where a slot's value is above the threshold of this rank, the entry moves.</summary>
    private readonly record struct Step(int Place, int Rank, int Move);

    /// <summary>The entry of a row above no threshold, and where the group's steps and inputs end.</summary>
    private readonly record struct Group(int First, int StepsEnd, int InputsEnd);
}
