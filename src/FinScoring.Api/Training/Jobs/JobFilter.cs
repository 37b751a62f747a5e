using FluentValidation;

namespace FinScoring.Api.Training.Jobs;

/// <summary>Which jobs to list.</summary>
/// <param name="Domain">Only those of this domain.</param>
/// <param name="Model">Only those of models of this name.</param>
/// <param name="Status">Only those that are queued, running, succeeded, failed or cancelled.</param>
/// <param name="Limit">At most this many, 1 to 1000; 100 unless said.</param>
internal sealed record JobFilter(string? Domain, string? Model, string? Status, int? Limit)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;
}

internal sealed class JobFilterValidator : AbstractValidator<JobFilter>
{
    public JobFilterValidator()
    {
        RuleFor(f => f.Domain).Must(d => d is null || Core.Domains.Domain.Find(d) is not null)
            .WithMessage($"domain must be one of: {string.Join(", ", Core.Domains.Domain.All.Select(d => d.Name))}.");
        RuleFor(f => f.Status).Must(s => s is null || JobStatus.All.Contains(s))
            .WithMessage($"status must be one of: {string.Join(", ", JobStatus.All)}.");
        RuleFor(f => f.Limit).Must(l => l is null or (>= 1 and <= JobFilter.MaxLimit))
            .WithMessage($"limit must be a whole number, 1 to {JobFilter.MaxLimit}.");
    }
}
