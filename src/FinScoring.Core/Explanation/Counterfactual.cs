namespace FinScoring.Core.Explanation;

/// <summary>Changes of a row that reach a better decision.</summary>
/// <param name="Changes">In the order of the signature's inputs.</param>
/// <param name="Distance">The sum of the changes' sizes, each in units of its column's spread; a change of category counts 1.</param>
public sealed record Counterfactual(IReadOnlyList<InputChange> Changes, double Distance);

/// <summary>An input's new value: a number, or a category.</summary>
/// <param name="Input">Index into the signature's inputs.</param>
/// <param name="Number">Of a numeric input.</param>
/// <param name="Text">Of a category input; else null.</param>
public readonly record struct InputChange(int Input, double Number, string? Text);
