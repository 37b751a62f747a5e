using System.Globalization;
using FinScoring.Core.Data;
using Microsoft.ML;

namespace FinScoring.Core.Normalization;

/// <summary>Special values as steps: missing where the number is looked for, and a slot of their own each.</summary>
internal static class SpecialSteps
{
    private const string Number = "~number:", Special = "~special:";

    /// <summary>Where the number is found once its special values are hidden.</summary>
    public static string NumberName(string name, IReadOnlyList<double> specials) => specials.Count > 0 ? Number + name : name;

    /// <summary>Hides the special values of the layout's numbers and writes their slots into one vector.</summary>
    public static void Fit(MLContext ml, StepFitter fit, Dataset data, Layout layout, string slots)
    {
        var parts = new List<string>();
        foreach (var input in layout.Numbers)
        {
            var (name, specials) = (data.Inputs[input].Name, layout.SpecialsOf(input));
            if (specials.Count == 0) continue;
            fit.Add(ml.Transforms.Expression(NumberName(name, specials), Hidden(specials), name));
            foreach (var special in specials)
            {
                parts.Add($"{Special}{parts.Count}:{name}");
                fit.Add(ml.Transforms.Expression(parts[^1], $"(x) => x == {Literal(special)} ? 1f : 0f", name));
            }
        }

        if (parts.Count > 0) fit.Add(ml.Transforms.Concatenate(slots, [.. parts]));
    }

    private static string Hidden(IReadOnlyList<double> specials)
        => $"(x) => {string.Join(" || ", specials.Select(s => $"x == {Literal(s)}"))} ? na(x) : x";

    private static string Literal(double value) => DatasetView.Single(value).ToString("R", CultureInfo.InvariantCulture) + "f";
}
