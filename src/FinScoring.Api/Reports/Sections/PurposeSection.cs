using FinScoring.Api.Reports.Content;
using FinScoring.Core.Data;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What the model is for, and what not.</summary>
internal static class PurposeSection
{
    public static Section Of(ReportSource source)
    {
        var (version, note) = (source.Version, source.Version.Note);
        return new("purpose", "What it is for", Chapter.IntendedUse,
        [
            new Paragraph(Answer(source)),
            new Paragraph(
                "It is made for cases like those of its training file, described under Data. Of other people, companies, markets or "
                + "times it knows nothing; a category it never saw and a number beyond the training range are warned of in each answer."),
            new Points(NotFor(version.Domain)),
            .. note is null ? Array.Empty<Block>() : [new Paragraph($"Note of the training: {note}")],
        ]);
    }

    private static string Answer(ReportSource source)
    {
        var (name, where, ahead) = (source.Version.Event, Where(source.Version.Options), Ahead(source));
        return source.Version.Domain switch
        {
            "loan" => $"It answers one question about an applicant: how likely is the bad outcome{where}{ahead}? Answers call it {name}. From its "
                + "probability follow a score in points, higher being safer, and by the policy a decision: approve, review or decline.",
            "risk" => $"It answers one question: how likely is the event {name}{where}{ahead}? From that probability follows, by the policy, one "
                + "of the bands low, moderate, high and critical.",
            _ => "It answers one question about a price: how likely is it to be higher "
                + $"{Format.Of(source.Version.Signature.Horizon ?? 1, "bar")} after the last one known? From that probability follow the "
                + "return to expect and, by the policy, a direction: up, flat or down.",
        };
    }

    /// <summary>What the training file calls the event, if it has a word for it.</summary>
    private static string Where(TrainingOptions options)
        => options is { Label: { } label, Positive: { } positive } ? $" (in the training file {label} is {positive})" : "";

    private static string Ahead(ReportSource source)
        => source.Version.Options.Horizon is { } horizon && source.Version.Domain != "trade" ? $" within {Span(horizon)}" : "";

    private static string Span(string horizon)
        => int.TryParse(horizon, out var rows) ? Format.Of(rows, "row") : $"the horizon {horizon} (ISO 8601)";

    private static IReadOnlyList<string> NotFor(string domain) =>
    [
        "Not for telling causes: that a column moves the probability does not mean that changing it would change the outcome.",
        "Not for deciding alone: a probability becomes a decision by a policy that someone answers for.",
        domain switch
        {
            "loan" => "Not for amounts: it says whether, not how much would be lost.",
            "risk" => "Not for amounts or dates: it says whether, not how bad or exactly when.",
            _ => "Not financial advice: costs of trading are in none of these figures, and daily directions are close to a coin's.",
        },
    ];
}
