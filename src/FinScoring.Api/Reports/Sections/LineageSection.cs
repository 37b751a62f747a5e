using System.Text.Json;
using FinScoring.Api.Reports.Content;
using FinScoring.Core.Data;

namespace FinScoring.Api.Reports.Sections;

/// <summary>What it takes to find, check and repeat the training.</summary>
internal static class LineageSection
{
    /// <summary>Of the items of one option; the manifest has them all.</summary>
    private const int MostItems = 100;

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
            .Select(option => (option.Name, Value: Text(option.Value)))
            .Where(option => option.Value.Length > 0);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => Format.Some([.. value.EnumerateArray().Select(Text)], MostItems),
        _ => value.GetRawText(),
    };
}
