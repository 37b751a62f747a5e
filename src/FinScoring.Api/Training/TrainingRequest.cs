using System.Linq.Expressions;
using FinScoring.Core;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FluentValidation;

namespace FinScoring.Api.Training;

/// <summary>What to train.</summary>
internal sealed record TrainingRequest(string Domain, string Model, TrainingOptions Options);

/// <summary>What can be said of a request without its file. No message repeats a value.</summary>
internal sealed class TrainingRequestValidator : AbstractValidator<TrainingRequest>
{
    private const int MaxListed = 10_000;
    private const int MaxName = 1_000;
    private const int MaxEvent = 100;
    private const int MaxNote = 4_000;

    public TrainingRequestValidator()
    {
        RuleFor(r => r.Model).Must(ModelKey.IsName)
            .WithMessage("model must be 1 to 63 small letters, digits and hyphens, and not begin with a hyphen.");
        RuleFor(r => r.Options.Label).NotNull().When(r => r.Domain != "trade").WithMessage("label, the column to learn, is missing.");
        RuleFor(r => r.Options.Promote).Must(p => p is "never" or "always").WithMessage("promote must be never or always.");
        RuleFor(r => r).Custom((request, findings) =>
        {
            foreach (var (option, message) in OptionsCheck.Find(request.Domain, request.Options))
                findings.AddFailure(option, message[0]);
        });
        Short(r => r.Options.Label, MaxName);
        Short(r => r.Options.Positive, MaxName);
        Short(r => r.Options.Event, MaxEvent);
        Short(r => r.Options.Time, MaxName);
        Short(r => r.Options.Group, MaxName);
        Short(r => r.Options.Weight, MaxName);
        Short(r => r.Options.Note, MaxNote);
        Short(r => r.Options.Features);
        Short(r => r.Options.Exclude);
        Short(r => r.Options.Categories);
        Short(r => r.Options.Specials);
        Short(r => r.Options.Protected);
        Short(r => r.Options.Immutable);
        Short(r => r.Options.Monotone);
    }

    private void Short(Expression<Func<TrainingRequest, string?>> text, int limit)
        => RuleFor(text).Must(t => t is null || t.Length <= limit).WithMessage($"This is longer than {limit} characters.");

    private void Short(Expression<Func<TrainingRequest, IReadOnlyList<string>>> list)
        => RuleFor(list).Must(l => l.Count <= MaxListed && l.All(name => name.Length <= MaxName))
            .WithMessage($"A list holds at most {MaxListed} names of at most {MaxName} characters.");
}
