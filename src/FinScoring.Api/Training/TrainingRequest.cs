using System.Linq.Expressions;
using System.Text.RegularExpressions;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FluentValidation;

namespace FinScoring.Api.Training;

/// <summary>What to train.</summary>
internal sealed record TrainingRequest(string Domain, string Model, TrainingOptions Options);

/// <summary>What can be said of a request without its file. No message repeats a value.</summary>
internal sealed partial class TrainingRequestValidator : AbstractValidator<TrainingRequest>
{
    public const int MaxListed = 10_000;
    public const int MaxNote = 4_000;
    public const int MaxName = 1_000;

    private static readonly string[] Algorithms = ["auto", "logistic", "lightgbm", "fastTree", "fastForest", "gam", "linear"];
    private static readonly string[] Normalizations = ["meanVariance", "minMax", "robust", "binning"];
    private static readonly string[] Selections = ["standard", "information", "correlation", "none"];
    private static readonly string[] Promotions = ["never", "always"];

    public TrainingRequestValidator()
    {
        RuleFor(r => r.Model).Must(ModelKey.IsName)
            .WithMessage("model must be 1 to 63 small letters, digits and hyphens, and not begin with a hyphen.");
        RuleFor(r => r.Options.Label).NotNull().When(r => r.Domain != "trade")
            .WithMessage("label, the column to predict, is missing.");
        OneOf(r => r.Options.Algorithm, "algorithm", Algorithms);
        OneOf(r => r.Options.Normalization, "normalization", Normalizations);
        OneOf(r => r.Options.Selection, "selection", Selections);
        OneOf(r => r.Options.Promote, "promote", Promotions);
        RuleFor(r => r.Options.Folds).InclusiveBetween(2, 20).WithMessage("folds must be 2 to 20.");
        RuleFor(r => r.Options.MaxFeatures).GreaterThanOrEqualTo(1).WithMessage("maxFeatures must be at least 1.");
        RuleFor(r => r.Options.Horizon).Must(h => h is null || Horizon().IsMatch(h))
            .WithMessage("horizon must be a number of rows above 0 or an ISO 8601 duration such as P12M.");
        foreach (var (name, text, limit) in Texts())
            RuleFor(text).MaximumLength(limit).OverridePropertyName(name).WithMessage($"{name} is longer than {limit} characters.");
        foreach (var (name, list) in Lists())
            RuleFor(list).Must(l => l.Count <= MaxListed && l.All(n => n.Length <= MaxName)).OverridePropertyName(name)
                .WithMessage($"{name} holds at most {MaxListed} names of at most {MaxName} characters.");
    }

    private static IEnumerable<(string Name, Expression<Func<TrainingRequest, string?>> Text, int Limit)> Texts() =>
    [
        ("label", r => r.Options.Label, MaxName),
        ("positive", r => r.Options.Positive, MaxName),
        ("event", r => r.Options.Event, 100),
        ("time", r => r.Options.Time, MaxName),
        ("group", r => r.Options.Group, MaxName),
        ("weight", r => r.Options.Weight, MaxName),
        ("note", r => r.Options.Note, MaxNote),
    ];

    private static IEnumerable<(string Name, Expression<Func<TrainingRequest, IReadOnlyList<string>>> List)> Lists() =>
    [
        ("features", r => r.Options.Features),
        ("exclude", r => r.Options.Exclude),
        ("categories", r => r.Options.Categories),
        ("protected", r => r.Options.Protected),
    ];

    private void OneOf(Expression<Func<TrainingRequest, string>> option, string name, string[] values)
        => RuleFor(option).Must(values.Contains).OverridePropertyName(name).WithMessage($"{name} must be one of: {string.Join(", ", values)}.");

    [GeneratedRegex(@"\A(0*[1-9][0-9]{0,8}|P(?=[0-9T])([0-9]{1,4}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,6}D)?(T(?=[0-9])([0-9]{1,7}H)?([0-9]{1,8}M)?([0-9]{1,9}S)?)?)\z")]
    private static partial Regex Horizon();
}
