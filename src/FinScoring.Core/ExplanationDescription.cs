using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation;
using FinScoring.Core.Scoring;
using FinScoring.Core.Training;

namespace FinScoring.Core;

/// <summary>What a version keeps of its training rows so that its scores can be explained.</summary>
internal static class ExplanationDescription
{
    private const int MostRows = 1000;

    /// <summary>Many rows are counted in parts; whatever the threads, sums are made of the same ones.</summary>
    private const int PartRows = 50_000, MostParts = 8;

    public static StoredExplanation Of(Dataset data, FittedModel model, int seed, Workers workers, CancellationToken cancel)
    {
        int[] sample = [.. Enumerable.Range(0, data.Rows)];
        new Random(seed).Shuffle(sample);
        return new([.. sample.Take(MostRows).Select(row => model.Inputs.Select(i => CellOf(data.Inputs[i], data.Signature.Inputs[i].Centre, row)).ToArray())], Members(data, model, workers, cancel));
    }

    private static IReadOnlyList<StoredMember> Members(Dataset data, FittedModel model, Workers workers, CancellationToken cancel)
    {
        IReadOnlyList<FittedModel> members = model.Members.Count > 0 ? model.Members : [model];
        int[][] parts = [.. Enumerable.Range(0, data.Rows).Chunk(Math.Max(PartRows, data.Rows / MostParts + 1))];
        var counts = workers.Map(parts.Length, p => Counts(data, parts[p], model, members, cancel));
        return [.. members.Select((member, m) =>
        {
            foreach (var more in counts.Skip(1)) counts[0][m].Add(more[m]);
            return counts[0][m].ToStored(member.Weight);
        })];
    }

    private static MemberCounts[] Counts(Dataset data, int[] rows, FittedModel model, IReadOnlyList<FittedModel> members, CancellationToken cancel)
    {
        var places = model.Inputs.Select((input, place) => (input, place)).ToDictionary(p => p.input, p => p.place);
        Column[] inputs = [.. model.Inputs.Select(i => data.Signature.Inputs[i])];
        var predictors = Predictor.Of(model.Chain, inputs);
        MemberCounts[] counts = [.. predictors.Zip(members, (p, m) => new MemberCounts(p, [.. m.Slots.Select(i => places[i])], model.Inputs.Count))];
        using var served = new ServedRows(
            model.Chain, inputs, new DatasetView(data, rows, model.Inputs),
            schema => predictors.Select(p => schema[p.Features]));
        FeatureReader[] readers = [.. predictors.Select(p => new FeatureReader(served.Row, p))];
        while (served.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            for (var m = 0; m < counts.Length; m++) counts[m].Add(readers[m].Read());
        }

        return counts;
    }

    private static string? CellOf(TableColumn column, double? centre, int row) => column switch
    {
        _ when column.IsMissing(row) => null,
        NumericColumn numbers when centre is { } away => (numbers.Values[row] + away).ToString("R", CultureInfo.InvariantCulture),
        NumericColumn numbers => DatasetView.Single(numbers.Values[row]).ToString("R", CultureInfo.InvariantCulture),
        CategoryColumn texts => texts.Levels[texts.Codes[row]],
        _ => throw new InvalidOperationException($"Column {column.Name} is neither numeric nor a category."),
    };
}
