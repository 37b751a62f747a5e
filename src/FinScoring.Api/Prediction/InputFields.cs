using FinScoring.Core.Scoring;

namespace FinScoring.Api.Prediction;

/// <summary>The fields of loan and risk: the model's inputs themselves.</summary>
internal sealed class InputFields(ScoringRow row) : IRowFields
{
    public int? Find(ReadOnlySpan<char> name) => row.Find(name);

    public void SetNumber(int field, double value, ReadOnlySpan<char> text) => row.SetNumber(field, value, text);

    public void SetText(int field, ReadOnlySpan<char> text) => row.SetText(field, text);

    public void SetCell(int field, ReadOnlySpan<char> cell) => row.SetCell(field, cell);

    public void SetMissing(int field) => row.SetMissing(field);

    public void SetInvalid(int field, string message) => row.SetInvalid(field, message);

    public void AddError(string field, string message) => row.AddError(field, message);
}
