using System.Globalization;
using FinScoring.Core.Scoring;

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

    /// <summary>The log-odds a scorer gives this row.</summary>
    public double Score(Scorer scorer)
    {
        using var row = scorer.Rent();
        return Score(row);
    }

    public double Score(ScoringRow row)
    {
        row.Clear();
        for (var input = 0; input < Cells.Length; input++) row.SetCell(input, Cells[input]);
        Assert.True(row.Complete());
        return row.LogOdds();
    }

    private static string? Number(float value) => float.IsNaN(value) ? null : value.ToString("R", CultureInfo.InvariantCulture);
}
