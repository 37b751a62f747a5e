using System.Text.Json;
using FluentValidation.Results;

namespace FinScoring.Api.Training;

internal static class ValidationErrors
{
    /// <summary>Findings by the name the client knows: maxFeatures, not Options.MaxFeatures.</summary>
    public static Dictionary<string, string[]> ToOptionErrors(this IEnumerable<ValidationFailure> failures)
        => failures.GroupBy(failure => NameOf(failure.PropertyName), failure => failure.ErrorMessage)
            .ToDictionary(option => option.Key, option => option.ToArray());

    private static string NameOf(string property)
        => JsonNamingPolicy.CamelCase.ConvertName(property[(property.LastIndexOf('.') + 1)..]);
}
