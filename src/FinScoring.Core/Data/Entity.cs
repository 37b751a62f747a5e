namespace FinScoring.Core.Data;

/// <summary>A column whose values repeat as those of someone with several rows do.</summary>
/// <param name="Name">The column.</param>
/// <param name="Values">How many different ones.</param>
/// <param name="IsIdentifier">Whether it is text, numbered or named like an identifier, and no measure that someone has.</param>
internal sealed record Entity(string Name, int Values, bool IsIdentifier)
{
    /// <summary>Why it is no feature, as the end of a sentence that begins "Column x is left out: ".</summary>
    public const string Reason = "its values repeat as an identifier's do, with one label each";

    /// <summary>What to know.</summary>
    public string Warning(int rows) => FormattableString.Invariant(
            $"Column {Name} repeats as that of a customer with several rows does: {Values} values, ")
        + FormattableString.Invariant($"{(double)rows / Values:0.#} rows each, with one label each. ")
        + $"If it tells whose rows they are, say group={Name}, which keeps the rows of one value in one fold: without, a model is tested "
        + "on whom it learned by heart.";
}
