using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace FinScoring.Api.Training.Uploads;

/// <summary>An option's value as it was sent, not yet believed to be of the right type.</summary>
internal abstract class OptionValue
{
    public abstract string Text();

    public abstract IReadOnlyList<string> Texts();

    public abstract int WholeNumber();

    public abstract double Number();

    public abstract bool TrueOrFalse();

    protected static OptionException NotOne() => new("must be given once.");

    protected static OptionException NotText() => new("must be a text that is not empty.");

    protected static OptionException NotTexts() => new("must be a list of texts, none of them empty.");

    protected static OptionException NotWholeNumber() => new("must be a whole number of at most 32 bits.");

    protected static OptionException NotNumber() => new("must be a number.");

    protected static OptionException NotTrueOrFalse() => new("must be true or false.");
}

/// <summary>What is wrong with an option; the message goes on from the option's name.</summary>
internal sealed class OptionException(string message) : Exception(message);

/// <summary>From the query string: a list repeats its key.</summary>
internal sealed class QueryOption(StringValues values) : OptionValue
{
    public override string Text()
        => values.Count > 1 ? throw NotOne() : string.IsNullOrWhiteSpace(values[0]) ? throw NotText() : values[0]!;

    public override IReadOnlyList<string> Texts()
        => values.Any(string.IsNullOrWhiteSpace) ? throw NotTexts() : [.. values!];

    public override int WholeNumber()
        => int.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw NotWholeNumber();

    public override double Number()
        => double.TryParse(Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw NotNumber();

    public override bool TrueOrFalse() => Text() switch { "true" => true, "false" => false, _ => throw NotTrueOrFalse() };
}

/// <summary>From a JSON object.</summary>
internal sealed class JsonOption(JsonElement value) : OptionValue
{
    /// <summary>A label value may well be the number 1, or true.</summary>
    public override string Text() => value.ValueKind switch
    {
        JsonValueKind.String when !string.IsNullOrWhiteSpace(value.GetString()) => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw NotText(),
    };

    public override IReadOnlyList<string> Texts()
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
            throw NotTexts();
        string[] texts = [.. value.EnumerateArray().Select(v => v.GetString()!)];
        return texts.Any(string.IsNullOrWhiteSpace) ? throw NotTexts() : texts;
    }

    public override int WholeNumber()
        => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw NotWholeNumber();

    public override double Number()
        => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : throw NotNumber();

    public override bool TrueOrFalse()
        => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw NotTrueOrFalse();
}
