using System.Globalization;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Selection;
using FinScoring.Core.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core;

/// <summary>Puts fitted members together: one flat chain whose Score is their weighted sum, and the line from it to log-odds.</summary>
internal static class Composition
{
    // The members' scores, and inputs that a member's columns hide; names no column of a file is likely to have.
    private const string MemberScore = "~score", Raw = "~raw:";

    /// <param name="ml">The run's context.</param>
    /// <param name="data">The dataset.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="mix">The members' algorithms and shares.</param>
    /// <param name="members">The members, in the same order.</param>
    /// <param name="calibration">Null: the members' log-odds are taken as they are.</param>
    /// <param name="prior">Null: the rows' event rate is the population's.</param>
    public static FittedModel Of(
        MLContext ml, Dataset data, int[] rows, Mix mix, IReadOnlyList<FittedModel> members, Calibration? calibration, PriorCorrection? prior)
    {
        var whole = members.Count == 1 ? members[0] : Sum(ml, data, rows, mix, members);
        var line = calibration?.Line ?? new(1, 0);
        var map = new LogOddsMap(line.Slope * whole.Map.Slope, line.Slope * whole.Map.Offset + line.Offset + (prior?.Shift ?? 0));
        if (members.Count > 1 || calibration is { Used: true } || prior is not null)
        {
            var scored = whole.Chain.Transform(new DatasetView(data, rows, whole.Inputs));
            whole = whole with { Chain = new([.. whole.Chain, Calibrator(ml, map, scored)]), Map = map };
        }

        return whole with { Mix = mix, Calibration = calibration, Prior = prior };
    }

    /// <summary>The last step of a chain: from its Score to a probability.</summary>
    /// <param name="ml">The run's context.</param>
    /// <param name="map">From the Score to log-odds.</param>
    /// <param name="scored">Rows with a Score.</param>
    public static ITransformer Calibrator(MLContext ml, LogOddsMap map, IDataView scored)
        => ml.BinaryClassification.Calibrators.Platt(-map.Slope, -map.Offset, ScoreColumn.Name).Fit(scored);

    private static FittedModel Sum(MLContext ml, Dataset data, int[] rows, Mix mix, IReadOnlyList<FittedModel> members)
    {
        int[] inputs = [.. members.SelectMany(m => m.Inputs).Distinct().Order()];
        var view = new DatasetView(data, rows, inputs);
        var hidden = Hidden(view.Schema, members);
        var steps = new List<ITransformer>();
        foreach (var name in hidden) Add(ml.Transforms.CopyColumns(Raw + name, name));
        for (var m = 0; m < members.Count; m++)
        {
            if (m > 0) foreach (var name in hidden) Add(ml.Transforms.CopyColumns(name, Raw + name));
            steps.AddRange(members[m].Chain);
            Add(ml.Transforms.CopyColumns(MemberScore + m, ScoreColumn.Name));
        }

        // In seven digits, as the formula has them.
        var weights = members.Zip(mix.Members, (model, member) => (float)(decimal)(float)(member.Share * model.Map.Slope)).ToArray();
        Add(ml.Transforms.Expression(ScoreColumn.Name, Formula(weights), [.. weights.Select((_, m) => MemberScore + m)]));
        return members[0] with
        {
            Chain = new([.. steps]),
            Inputs = inputs,
            Map = new(1, members.Zip(mix.Members, (model, member) => member.Share * model.Map.Offset).Sum()),
            Bins = [],
            Scales = [.. members.SelectMany(m => m.Scales)],
            Ranges = [.. members.SelectMany(m => m.Ranges).DistinctBy(r => r.Name)],
            Terms = null,
            Reference = null,
            Members = [.. members.Zip(weights, (model, weight) => model with { Weight = weight })],
            Selection = Merge([.. members.Select(m => m.Selection)]),
        };

        void Add(IEstimator<ITransformer> step) => steps.Add(step.Fit(new TransformerChain<ITransformer>([.. steps]).Transform(view)));
    }

    /// <summary>Inputs named like a column that a member makes, such as Score: the next member would read that one.</summary>
    private static string[] Hidden(DataViewSchema inputs, IReadOnlyList<FittedModel> members)
    {
        var made = members.SelectMany(m => m.Chain.GetOutputSchema(inputs)).Where(c => c.IsHidden).Select(c => c.Name).ToHashSet();
        return [.. inputs.Select(c => c.Name).Where(made.Contains)];
    }

    // (s0, s1) => 0.5f * s0 + 0.25f * s1
    private static string Formula(float[] weights)
    {
        var names = weights.Select((_, m) => $"s{m}").ToArray();
        var terms = weights.Zip(names, (weight, name) => string.Create(CultureInfo.InvariantCulture, $"{(decimal)weight}f * {name}"));
        return $"({string.Join(", ", names)}) => {string.Join(" + ", terms)}";
    }

    /// <summary>A column stays if a member uses it.</summary>
    private static IReadOnlyList<FeatureReport> Merge(IReadOnlyList<IReadOnlyList<FeatureReport>> reports)
        => [.. reports[0].Select((first, i) => reports.Select(r => r[i]).FirstOrDefault(r => r.Kept) ?? first)];
}
