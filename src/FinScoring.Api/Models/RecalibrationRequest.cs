using System.Text.Json;
using FinScoring.Core.Data;

namespace FinScoring.Api.Models;

/// <summary>A central tendency to move a version to.</summary>
/// <param name="EventRate">The event rate among those who will be scored, above 0 and below 1.</param>
internal sealed record RecalibrationRequest(double EventRate)
{
    private const string Field = "eventRate";

    /// <exception cref="BadDataException">Every field that is unknown, missing or out of its range.</exception>
    public static RecalibrationRequest Read(string domain, JsonElement body)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var field in body.EnumerateObject().Where(field => field.Name != Field))
            errors[field.Name] = ["This field is unknown; a recalibration has eventRate, or is a labelled CSV file (text/csv)."];
        var rate = 0.0;
        if (!body.TryGetProperty(Field, out var value))
            errors[Field] = ["eventRate is required."];
        else if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out rate) || !(rate is > 0 and < 1))
            errors[Field] = ["eventRate must be a number above 0 and below 1."];
        else if (domain == "trade")
            errors[Field] = ["eventRate has no meaning for trade: files hold every bar, not a sample of them. Send bars to learn a line."];
        return errors.Count == 0 ? new(rate) : throw new BadDataException(errors);
    }
}
