namespace FinScoring.Core.Tests.Scoring;

/// <summary>A row of the small models of these tests.</summary>
internal sealed class Applicant
{
    public float age { get; set; }

    public float amount { get; set; }

    public string? purpose { get; set; }

    public bool Label { get; set; }

    /// <summary>Cells in the signature's order, as a golden row holds them.</summary>
    public string?[] Cells => [Number(age), Number(amount), string.IsNullOrEmpty(purpose) ? null : purpose];

    private static string? Number(float value) => float.IsNaN(value) ? null : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
