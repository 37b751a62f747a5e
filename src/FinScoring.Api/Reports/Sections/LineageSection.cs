using System.Text.Json;
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
                ["Trained", Format.Moment(version.CreatedAt)],
                ["Job", version.Job],
                ["Training file (SHA-256)", version.DataHash],
                .. version.Files.Select(file => new[] { $"{file.Key} (SHA-256)", file.Value }),
                .. Options(version.Options).Select(option => new[] { $"Option {option.Name}", option.Value }),
                .. version.Libraries.Select(library => new[] { library.Key, library.Value }),
            ]),
        ]);
    }

    /// <summary>All that are set, whoever set them: the caller or their defaults.</summary>
    private static IEnumerable<(string Name, string Value)> Options(TrainingOptions options)
        => JsonSerializer.SerializeToElement(options, JsonSerializerOptions.Web).EnumerateObject()
            .Select(option => (option.Name, Value: option.Value.ValueKind == JsonValueKind.Array
                ? Format.Some([.. option.Value.EnumerateArray().Select(item => item.ToString())])
                : option.Value.ToString()))
            .Where(option => option.Value.Length > 0);
}
