using FinScoring.Core.Evaluation;

namespace FinScoring.Core.Models;

/// <summary>
/// What a version comes from that has the model of another and another line over its log-odds. The metrics beside it are those of the
/// training, out of fold, under the new line: what only ranks is as it was, the rest is computed again from the stored distribution of
/// scores.
/// </summary>
public sealed record RecalibratedFrom
{
    /// <summary>By a labelled file.</summary>
    public const string LabelledFile = "labelledFile";

    /// <summary>By an event rate, the central tendency.</summary>
    public const string GivenRate = "eventRate";

    /// <summary>The version whose model this is.</summary>
    public required int Version { get; init; }

    /// <summary>labelledFile or eventRate.</summary>
    public required string Kind { get; init; }

    /// <summary>From that version's log-odds to this one's.</summary>
    public required LogOddsMap Line { get; init; }

    /// <summary>From the chain's Score to log-odds, in that version.</summary>
    public required LogOddsMap Before { get; init; }

    /// <summary>The same in this one.</summary>
    public required LogOddsMap After { get; init; }

    /// <summary>The event rate that the log-odds were right for, as far as it is known.</summary>
    public double? EventRateBefore { get; init; }

    /// <summary>The event rate that they are right for now: the one given, or the file's by weight.</summary>
    public required double EventRate { get; init; }

    /// <summary>Labelled rows of the file.</summary>
    public int? Rows { get; init; }

    public int? Events { get; init; }

    /// <summary>The file's SHA-256, lower-case hex.</summary>
    public string? DataHash { get; init; }

    /// <summary>
    /// The version whose model this is on the file, under lines learned on other rows of it: each fifth with the line of the others. That
    /// is what to expect on cases like those; no row was used to learn the line that it was measured with.
    /// </summary>
    public EvaluationReport? Report { get; init; }
}
