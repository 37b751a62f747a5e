namespace FinScoring.Core.Explanation;

/// <summary>What about an input's value makes it a reason.</summary>
public enum ReasonDirection
{
    /// <summary>A number above what is usual.</summary>
    High,

    /// <summary>A number below what is usual.</summary>
    Low,

    /// <summary>There is no value.</summary>
    Missing,

    /// <summary>One of the column's codes stands in for a number.</summary>
    Special,

    /// <summary>A category, riskier than what is usual.</summary>
    Category,
}

/// <summary>Why a score is on the wrong side.</summary>
/// <param name="Input">Index into the signature's inputs.</param>
/// <param name="Direction">What about its value.</param>
public readonly record struct Reason(int Input, ReasonDirection Direction);
