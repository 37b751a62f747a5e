namespace FinScoring.Api.Reasons;

/// <summary>Why a decision went against someone.</summary>
/// <param name="Code">From the model's catalogue.</param>
/// <param name="Feature">The column it is about.</param>
/// <param name="Text">The catalogue's sentence.</param>
internal sealed record ReasonAnswer(string Code, string Feature, string Text);
