namespace FinScoring.Api.Prediction;

/// <summary>What a reader of rows, whatever their format, fills: fields found by name and set by number. Findings are kept, not thrown.</summary>
internal interface IRowFields
{
    /// <summary>The number of a field, -1 for one that is ignored, null for an unknown name.</summary>
    int? Find(ReadOnlySpan<char> name);

    void SetNumber(int field, double value, ReadOnlySpan<char> text);

    void SetText(int field, ReadOnlySpan<char> text);

    /// <summary>A CSV cell.</summary>
    void SetCell(int field, ReadOnlySpan<char> cell);

    void SetMissing(int field);

    /// <summary>A value of no use; the message completes a sentence that begins with the field's name.</summary>
    void SetInvalid(int field, string message);

    void AddError(string field, string message);
}
