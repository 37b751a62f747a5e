using System.Diagnostics.CodeAnalysis;
using FinScoring.Core.Models;

namespace FinScoring.Api.Models;

/// <summary>Whether a version can be served.</summary>
internal enum VersionStatus
{
    /// <summary>It can.</summary>
    Available,

    /// <summary>Its files are missing or altered; the reason says how.</summary>
    Damaged,

    /// <summary>Its artefact was deleted; the manifest is kept.</summary>
    Deleted,
}

/// <summary>A model in the list.</summary>
/// <param name="Domain">loan, risk or trade.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Champion">The version that answers, or null.</param>
/// <param name="Versions">The versions that can be named, without the deleted ones.</param>
internal sealed record ModelSummary(string Domain, string Model, int? Champion, IReadOnlyList<int> Versions);

/// <summary>A model with all its versions.</summary>
/// <param name="Domain">loan, risk or trade.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Champion">The version that answers, or null.</param>
/// <param name="Policy">Number of the policy in force.</param>
/// <param name="Versions">All versions, the newest first, deleted ones included.</param>
internal sealed record ModelDetails(string Domain, string Model, int? Champion, int Policy, IReadOnlyList<VersionSummary> Versions);

/// <summary>A version in the list of its model.</summary>
/// <param name="Version">1, 2, 3, ...</param>
/// <param name="Status">Whether it can be served.</param>
/// <param name="Reason">What is wrong with a damaged version.</param>
/// <param name="CreatedAt">When its training ended, UTC; this and what follows is null if the manifest is damaged.</param>
/// <param name="Algorithm">What was fitted.</param>
/// <param name="Event">The event whose probability it gives.</param>
/// <param name="Auc">Out-of-fold AUC, or null where it is undefined.</param>
/// <param name="Note">The note of its training.</param>
internal sealed record VersionSummary(
    int Version, VersionStatus Status, string? Reason, DateTime? CreatedAt, string? Algorithm, string? Event, double? Auc, string? Note)
{
    /// <summary>The version whose model this one has, under another line; null for one that was trained.</summary>
    public int? RecalibratedFrom { get; init; }
}

/// <summary>A version's manifest, its state and the evaluations stored with it.</summary>
internal sealed record VersionDetails : Manifest
{
    [SetsRequiredMembers]
    public VersionDetails(Manifest manifest)
        : base(manifest)
    {
    }

    /// <summary>Whether the version can be served.</summary>
    public VersionStatus Status { get; init; }

    /// <summary>What is wrong with a damaged version.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether this version answers for its model.</summary>
    public bool Champion { get; init; }

    /// <summary>
    /// The rates of `fairness` at the thresholds of the policy in force: with intervals where these are the default policy's, else worked
    /// out from the audit's counts.
    /// </summary>
    public IReadOnlyList<FairnessInForce> FairnessAtPolicy { get; init; } = [];

    /// <summary>Labelled files scored by the finished model, the oldest first.</summary>
    public IReadOnlyList<StoredEvaluation> Evaluations { get; init; } = [];
}
