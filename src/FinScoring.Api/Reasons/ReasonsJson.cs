using System.Text.Json;
using System.Text.RegularExpressions;
using FinScoring.Core.Data;
using FinScoring.Core.Explanation;

namespace FinScoring.Api.Reasons;

/// <summary>Reads a change of a catalogue, {"reasons": [{"feature", "direction", "code", "text"}]}. No message repeats what was sent.</summary>
internal sealed partial class ReasonsJson
{
    public const int LongestText = 500;
    private const string Fields = "feature, direction, code, text";

    private readonly Dictionary<string, string[]> _errors = [];
    private readonly HashSet<(string Feature, ReasonDirection Direction)> _changed = [];
    private readonly List<(ReasonEntry Entry, string Place)> _given = [];
    private readonly ReasonEntry[] _reasons;
    private readonly ILookup<string, int> _places;

    private ReasonsJson(ReasonCatalogue catalogue)
    {
        _reasons = [.. catalogue.Reasons];
        _places = Enumerable.Range(0, _reasons.Length).ToLookup(place => _reasons[place].Feature);
    }

    /// <summary>
    /// The catalogue with the entries of a body put over its own; the others stay. An entry is found by feature and direction; what
    /// it does not say stays. What was read may be sent back.
    /// </summary>
    /// <exception cref="BadDataException">Everything that is wrong, by its place.</exception>
    public static ReasonCatalogue Change(ReasonCatalogue catalogue, JsonElement body)
    {
        var change = new ReasonsJson(catalogue);
        change.Read(body);
        change.CheckCodes();
        return change._errors.Count == 0 ? new([.. change._reasons]) : throw new BadDataException(change._errors);
    }

    private void Read(JsonElement body)
    {
        foreach (var field in body.EnumerateObject().Where(field => field.Name is not ("reasons" or "domain" or "model")))
            _errors[field.Name] = ["This field is unknown; a catalogue has reasons."];
        if (!body.TryGetProperty("reasons", out var reasons) || reasons.ValueKind != JsonValueKind.Array || reasons.GetArrayLength() == 0)
        {
            _errors["reasons"] = [$"reasons must be a list of objects with {Fields}; at least one."];
            return;
        }

        var index = 0;
        foreach (var reason in reasons.EnumerateArray())
            Read(reason, $"reasons[{index++}]");
    }

    private void Read(JsonElement reason, string place)
    {
        if (reason.ValueKind != JsonValueKind.Object)
        {
            _errors[place] = [$"This must be an object with {Fields}."];
            return;
        }

        foreach (var field in reason.EnumerateObject().Where(field => field.Name is not ("feature" or "direction" or "code" or "text" or "generated")))
            _errors[$"{place}.{field.Name}"] = [$"This field is unknown; a reason has {Fields}."];
        if (Known(reason, place) is not { } known)
            return;
        var entry = _reasons[known];
        var code = Text(reason, "code", place, entry.Code, IsCode, "must be 1 to 32 letters, digits, dots, hyphens and underscores.");
        var text = Text(reason, "text", place, entry.Text, IsSentence, $"must be a text of 1 to {LongestText} characters that is not blank.");
        if (!_changed.Add((entry.Feature, entry.Direction)))
            _errors[place] = ["This reason is in the list already."];
        var next = entry with { Code = code, Text = text, Generated = entry.Generated && code == entry.Code && text == entry.Text };
        _given.Add((next, place));
        _reasons[known] = next;
    }

    /// <summary>The place of the entry of this feature and direction.</summary>
    private int? Known(JsonElement reason, string place)
    {
        var feature = Text(reason, "feature", place, "", _places.Contains, "must be a feature of a version of this model.");
        var directions = _places[feature].ToDictionary(at => JsonNamingPolicy.CamelCase.ConvertName(_reasons[at].Direction.ToString()));
        var allowed = directions.Count == 0 ? "high, low, missing, special or category" : string.Join(" or ", directions.Keys);
        var direction = Text(reason, "direction", place, "", name => directions.Count == 0 || directions.ContainsKey(name), $"must be {allowed}.");
        foreach (var (name, value, what) in new[] { ("feature", feature, "which column it is about"), ("direction", direction, $"what about its value: {allowed}") })
        {
            if (value.Length == 0)
                _errors.TryAdd($"{place}.{name}", [$"{name} is missing: {what}."]);
        }

        return directions.TryGetValue(direction, out var found) ? found : null;
    }

    /// <summary>A member's text; what stays if it is not given, or is not as it must be, which is an error.</summary>
    private string Text(JsonElement reason, string name, string place, string otherwise, Predicate<string> isGood, string message)
    {
        if (!reason.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return otherwise;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && isGood(text))
            return text;
        _errors[$"{place}.{name}"] = [$"{name} {message}"];
        return otherwise;
    }

    private void CheckCodes()
    {
        var uses = _reasons.CountBy(entry => entry.Code).ToDictionary();
        foreach (var (entry, place) in _given.Where(given => uses[given.Entry.Code] > 1))
            _errors.TryAdd($"{place}.code", ["Another reason has this code."]);
    }

    private static bool IsCode(string text) => Code().IsMatch(text);

    private static bool IsSentence(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText;

    // Codes stand in one cell of a CSV with blanks between them.
    [GeneratedRegex(@"^[\p{L}\p{Nd}._-]{1,32}\z")]
    private static partial Regex Code();
}
