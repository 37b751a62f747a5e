using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;

namespace FinScoring.Api.Models;

/// <summary>A policy as the API writes it: its number, its fields, and whether it is assumed.</summary>
internal static class PolicyJson
{
    public const string Number = "policy";
    public const string Assumed = "assumed";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static JsonObject Write(NumberedPolicy state)
    {
        var fields = Fields(state.Policy);
        fields.Insert(0, Number, state.Number);
        return fields;
    }

    /// <summary>
    /// The current policy with the fields of a body put over it, no longer assumed. The number and assumed may be sent back as
    /// they were read, and are ignored.
    /// </summary>
    /// <exception cref="BadDataException">Every field that is unknown, of the wrong type, or out of its range.</exception>
    public static Policy Change(Policy current, JsonElement body)
    {
        var fields = Fields(current);
        var known = string.Join(", ", fields.Select(field => field.Key).Where(name => name != Assumed));
        var errors = new Dictionary<string, string[]>();
        if (body.EnumerateObject().All(field => field.Name is Number or Assumed))
            errors["body"] = [$"Nothing is set; the policy has {known}."];
        foreach (var field in body.EnumerateObject().Where(field => field.Name is not (Number or Assumed)))
        {
            if (!fields.ContainsKey(field.Name))
                errors[field.Name] = [$"This field is unknown; the policy has {known}."];
            else if (fields[field.Name]!.GetValueKind() == JsonValueKind.String)
                fields[field.Name] = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() : "";
            else if (field.Value.ValueKind != JsonValueKind.Number || !double.IsFinite(field.Value.GetDouble()))
                errors[field.Name] = [$"{field.Name} must be a finite number."];
            else
                fields[field.Name] = field.Value.GetDouble();
        }

        fields[Assumed] = false;
        var policy = (Policy)fields.Deserialize(current.GetType(), Json)!;
        foreach (var (name, messages) in policy.Validate())
            errors.TryAdd(name, messages);
        return errors.Count == 0 ? policy : throw new BadDataException(errors);
    }

    private static JsonObject Fields(Policy policy) => JsonSerializer.SerializeToNode(policy, policy.GetType(), Json)!.AsObject();
}
