using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Training.Uploads;

/// <summary>Collects the options of one request, wherever they come from, and everything that is wrong with them.</summary>
internal sealed class OptionReader
{
    private static readonly Dictionary<string, Func<TrainingOptions, OptionValue, TrainingOptions>> Known = new()
    {
        ["label"] = (options, value) => options with { Label = value.Text() },
        ["positive"] = (options, value) => options with { Positive = value.Text() },
        ["event"] = (options, value) => options with { Event = value.Text() },
        ["features"] = (options, value) => options with { Features = value.Texts() },
        ["exclude"] = (options, value) => options with { Exclude = value.Texts() },
        ["categories"] = (options, value) => options with { Categories = value.Texts() },
        ["missingMarks"] = (options, value) => options with { MissingMarks = value.Texts() },
        ["specials"] = (options, value) => options with { Specials = value.Texts() },
        ["protected"] = (options, value) => options with { Protected = value.Texts() },
        ["immutable"] = (options, value) => options with { Immutable = value.Texts() },
        ["time"] = (options, value) => options with { Time = value.Text() },
        ["group"] = (options, value) => options with { Group = value.Text() },
        ["weight"] = (options, value) => options with { Weight = value.Text() },
        ["populationRate"] = (options, value) => options with { PopulationRate = value.Number() },
        ["horizon"] = (options, value) => options with { Horizon = value.Text() },
        ["algorithm"] = (options, value) => options with { Algorithm = value.Text() },
        ["normalization"] = (options, value) => options with { Normalization = value.Text() },
        ["selection"] = (options, value) => options with { Selection = value.Text() },
        ["monotone"] = (options, value) => options with { Monotone = value.Texts() },
        ["maxFeatures"] = (options, value) => options with { MaxFeatures = value.WholeNumber() },
        ["folds"] = (options, value) => options with { Folds = value.WholeNumber() },
        ["seed"] = (options, value) => options with { Seed = value.WholeNumber() },
        ["promote"] = (options, value) => options with { Promote = value.Text() },
        ["note"] = (options, value) => options with { Note = value.Text() },
        ["header"] = (options, value) => options with { Header = value.TrueOrFalse() },
    };

    private const int MaxUnknown = 100;

    private readonly HashSet<string> _given = [];

    /// <summary>The names of all options.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>What was given and is of the right type; the defaults for the rest.</summary>
    public TrainingOptions Options { get; private set; } = new();

    /// <summary>Option, or what was taken for one, to what is wrong with it.</summary>
    public Dictionary<string, string[]> Errors { get; } = [];

    public void Add(string name, OptionValue value)
    {
        if (!Known.TryGetValue(name, out var apply))
            AddUnknown(name);
        else if (!_given.Add(name))
            Errors[name] = [$"{name} is given in the query string and in the body."];
        else
            Apply(name, value, apply);
    }

    /// <summary>Adds the members of a JSON object; a member that is null counts as not given.</summary>
    public void Add(JsonElement options)
    {
        if (options.ValueKind != JsonValueKind.Object)
        {
            Errors["options"] = ["options must be a JSON object."];
            return;
        }

        foreach (var option in options.EnumerateObject().Where(option => option.Value.ValueKind != JsonValueKind.Null))
            Add(option.Name, new JsonOption(option.Value));
    }

    /// <summary>Columns that are categories whatever they look like, besides those the caller named.</summary>
    public void AddCategories(IReadOnlyList<string> columns)
        => Options = Options with { Categories = [.. Options.Categories.Union(columns)] };

    private void AddUnknown(string name)
    {
        if (Errors.Count < MaxUnknown)
            Errors[name] = [$"There is no option of this name; the options are {string.Join(", ", Names)}."];
    }

    private void Apply(string name, OptionValue value, Func<TrainingOptions, OptionValue, TrainingOptions> apply)
    {
        try
        {
            Options = apply(Options, value);
        }
        catch (OptionException wrong)
        {
            Errors[name] = [$"{name} {wrong.Message}"];
        }
    }
}
