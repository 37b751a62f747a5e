using FinScoring.Api.Reports.Content;
using FinScoring.Core.Data;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What it takes to find, check and repeat the training.</summary>
internal static class LineageSection
{
    private static readonly IReadOnlyList<Head> Heads = [Head.Text("What"), Head.Text("Value")];

    public static Section Of(ReportSource source)
    {
        var version = source.Version;
        return new("version", "Version and hashes", Chapter.ModelDetails,
        [
            new Paragraph("The same file, options and seed give the same model."),
            new ReportTable("Lineage", Heads,
            [
                ["Model", $"{version.Domain}/{version.Model}"],
                ["Version", $"{version.Version}"],
                ["Trained", Format.Minute(version.CreatedAt)],
                ["Job", version.Job],
                ["Training file (SHA-256)", version.DataHash],
                .. version.Files.Select(file => new[] { $"{file.Key} (SHA-256)", file.Value }),
                .. Options(version.Options).Select(option => new[] { $"Option {option.Name}", option.Value }),
                .. version.Libraries.Select(library => new[] { library.Key, library.Value }),
            ]),
        ]);
    }

    private static IEnumerable<(string Name, string Value)> Options(TrainingOptions options) =>
    [
        ("algorithm", options.Algorithm),
        ("normalization", options.Normalization),
        ("selection", options.Selection + (options.MaxFeatures is { } most ? $", at most {Format.Count(most)}" : "")),
        ("folds", Format.Count(options.Folds)),
        ("seed", $"{options.Seed}"),
        .. options.Features.Count > 0 ? [("features", Format.Some(options.Features))] : Array.Empty<(string, string)>(),
        .. options.Categories.Count > 0 ? [("categories", Format.Some(options.Categories))] : Array.Empty<(string, string)>(),
        .. options.Specials.Count > 0 ? [("specials", Format.Some(options.Specials))] : Array.Empty<(string, string)>(),
    ];
}
