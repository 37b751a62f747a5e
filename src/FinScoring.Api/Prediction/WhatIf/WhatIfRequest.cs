using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Prediction.WhatIf;

/// <summary>A question.</summary>
/// <param name="Row">The fields as for a prediction.</param>
/// <param name="Overrides">Fields to have another value, null for a missing one; null: none.</param>
/// <param name="Counterfactuals">How many to search; 0 for none.</param>
/// <param name="Immutable">Fields that no counterfactual changes, beside those that the training's options name.</param>
internal sealed record WhatIfRequest(JsonElement Row, JsonElement? Overrides, int Counterfactuals, IReadOnlyList<string> Immutable)
{
    public const int MostCounterfactuals = 5;
    private const int Usual = 3;

    /// <exception cref="BadDataException">Every field that is unknown, missing or of the wrong type.</exception>
    public static WhatIfRequest Read(JsonElement body)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var field in body.EnumerateObject())
        {
            var finding = field.Name switch
            {
                "row" => IsObject(field.Value) ? null : "row must be an object with the model's fields.",
                "overrides" => IsObject(field.Value) || IsNull(field.Value) ? null : "overrides must be an object with the fields to change.",
                "counterfactuals" => IsCount(field.Value) ? null : $"counterfactuals must be a whole number, 0 to {MostCounterfactuals}.",
                "immutable" => IsList(field.Value) ? null : "immutable must be a list of names of fields.",
                _ => "This field is unknown; a question has row, overrides, counterfactuals and immutable.",
            };
            if (finding is not null)
                errors[field.Name] = [finding];
        }

        if (!body.TryGetProperty("row", out var row))
            errors["row"] = ["row is required: the fields as for a prediction."];
        if (errors.Count > 0)
            throw new BadDataException(errors);
        var overrides = Given(body, "overrides");
        return new(
            row, overrides,
            Given(body, "counterfactuals")?.GetInt32() ?? (overrides is null ? Usual : 0),
            [.. Given(body, "immutable")?.EnumerateArray().Select(name => name.GetString()!) ?? []]);
    }

    private static JsonElement? Given(JsonElement body, string name)
        => body.TryGetProperty(name, out var value) && !IsNull(value) ? value : null;

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    private static bool IsNull(JsonElement value) => value.ValueKind == JsonValueKind.Null;

    private static bool IsCount(JsonElement value)
        => IsNull(value) || (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count is >= 0 and <= MostCounterfactuals);

    private static bool IsList(JsonElement value)
        => IsNull(value) || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String));
}
