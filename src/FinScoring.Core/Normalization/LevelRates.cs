using FinScoring.Core.Data;
using FinScoring.Core.Normalization.Binning;

namespace FinScoring.Core.Normalization;

/// <summary>
/// A category of many levels as one number (Micci-Barreca 2001): the log-odds of the event at its level above those of all rows.
/// A level's rate is drawn towards the rate of all rows, the more the fewer rows it has and the less levels differ (Bühlmann
/// and Straub 1970); one never seen has just that rate, 0.
/// </summary>
/// <param name="Input">The category, as index into the dataset's inputs.</param>
/// <param name="Table">Each level, the empty text for missing, with what all training rows say of it.</param>
/// <param name="Training">What the training rows learn from: for each what the other folds' rows say of its level.</param>
internal sealed record LevelRates(int Input, IReadOnlyList<KeyValuePair<string, float>> Table, (string Name, float[] Values) Training)
{
    /// <summary>The more, the nearer what a row learns from is to what all rows say; they cost next to nothing.</summary>
    private const int Folds = 5;

    private const string Rate = "~rate:";

    // As to a bin, one row at least: a level that had nothing but events is not certain to have the next.
    private const double FewestAdded = Evidence.AddedRows;

    /// <param name="data">The dataset, with its labels and weights.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="inputs">The categories.</param>
    /// <param name="folds">Of the rows, by position. A row that no fold tests has the rate of all rows.</param>
    public static IReadOnlyList<LevelRates> Of(
        Dataset data, int[] rows, IReadOnlyList<int> inputs, Func<int, IReadOnlyList<(int[] Train, int[] Test)>>? folds)
    {
        if (inputs.Count == 0) return [];
        var outcomes = Outcomes.Of(data, rows);
        var parts = folds?.Invoke(Folds) ?? [];
        return [.. inputs.Select(i => Learn(i, (CategoryColumn)data.Inputs[i], rows, outcomes, parts))];
    }

    private static LevelRates Learn(int input, CategoryColumn column, int[] rows, Outcomes outcomes, IReadOnlyList<(int[] Train, int[] Test)> folds)
    {
        var training = new float[rows.Length];
        foreach (var (train, test) in folds)
        {
            var rates = LogOdds(column, rows, outcomes, train);
            foreach (var row in test) training[row] = rates[column.Codes[rows[row]] + 1];
        }

        var all = LogOdds(column, rows, outcomes, [.. Enumerable.Range(0, rows.Length)]);
        var table = all.Select((rate, level) => KeyValuePair.Create(level == 0 ? string.Empty : column.Levels[level - 1], rate));
        return new(input, [.. table], (Rate + column.Name, training));
    }

    /// <summary>By level, missing first; 0 for a level without rows.</summary>
    private static float[] LogOdds(CategoryColumn column, int[] rows, Outcomes outcomes, int[] of)
    {
        var levels = new Tally[column.Levels.Length + 1];
        foreach (var row in of) levels[column.Codes[rows[row]] + 1] += outcomes[row];
        var all = levels.Aggregate((sum, level) => sum + level);
        var added = AddedRows(levels, all);
        return Array.ConvertAll(levels, l =>
            (float)Math.Log((l.Events + added * all.Rate) / (l.Others + added * (1 - all.Rate)) * (all.Others / all.Events)));
    }

    /// <summary>
    /// How many rows of the average rate to add to each level: the variance of rows inside a level over that of the levels' true
    /// rates, which is what their rates vary by beyond chance. Where they do not, as many rows as there are: next to nothing is left.
    /// </summary>
    private static double AddedRows(Tally[] levels, Tally all)
    {
        Tally[] seen = [.. levels.Where(l => l.Count > 0)];
        var within = all.Rate * (1 - all.Rate);
        var scatter = seen.Sum(l => l.Count * (l.Rate - all.Rate) * (l.Rate - all.Rate)) - (seen.Length - 1) * within;
        var between = scatter / (all.Count - seen.Sum(l => l.Count * l.Count) / all.Count);
        return between > 0 ? Math.Clamp((within - between) / between, FewestAdded, all.Count) : all.Count;
    }
}
