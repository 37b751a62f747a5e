using System.Globalization;
using FluentValidation;

namespace FinScoring.Api.Training.Jobs;

/// <summary>Which jobs to list.</summary>
/// <param name="Domain">Only those of this domain.</param>
/// <param name="Model">Only those of models of this name.</param>
/// <param name="Status">Only those that are queued, running, succeeded, failed or cancelled.</param>
/// <param name="Limit">At most this many, 1 to 1000; 100 unless said.</param>
internal sealed record JobFilter(string? Domain, string? Model, string? Status, string? Limit)
{
    public const int MaxLimit = 1000;

    private const int DefaultLimit = 100;

    /// <summary>How many at most; null if <see cref="Limit"/> is no such number. It is a text so that it is validated with the others.</summary>
    public int? AtMost
        => Limit is null ? DefaultLimit
            : int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit ? limit
            : null;
}

internal sealed class JobFilterValidator : AbstractValidator<JobFilter>
{
    public JobFilterValidator()
    {
        RuleFor(f => f.Domain).Must(d => d is null || Core.Domains.Domain.Find(d) is not null)
            .WithMessage($"domain must be one of: {string.Join(", ", Core.Domains.Domain.All.Select(d => d.Name))}.");
        RuleFor(f => f.Status).Must(s => s is null || JobStatus.All.Contains(s))
            .WithMessage($"status must be one of: {string.Join(", ", JobStatus.All)}.");
        RuleFor(f => f.Limit).Must((f, _) => f.AtMost is not null)
            .WithMessage($"limit must be a whole number, 1 to {JobFilter.MaxLimit}.");
    }
}
