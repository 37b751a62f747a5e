using System.Text.Json;
using System.Text.Json.Serialization;
using FinScoring.Core.Data;
using FinScoring.Core.Normalization.Binning;
using FinScoring.Core.Normalization.PerColumn;

namespace FinScoring.Core.Models;

/// <summary>The JSON of the models folder: camelCase, indented, numbers to the last bit.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    Converters = [typeof(CamelCaseKinds), typeof(CamelCaseBins), typeof(CamelCaseScales)])]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(IReadOnlyList<StoredEvaluation>))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    private sealed class CamelCaseKinds() : JsonStringEnumConverter<ColumnKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    private sealed class CamelCaseBins() : JsonStringEnumConverter<BinKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    private sealed class CamelCaseScales() : JsonStringEnumConverter<ColumnScale>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
