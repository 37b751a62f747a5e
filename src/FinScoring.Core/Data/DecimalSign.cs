namespace FinScoring.Core.Data;

/// <summary>Which sign is the decimal one.</summary>
internal enum DecimalSign
{
    /// <summary>Nothing tells, and it does not matter: whole numbers.</summary>
    None,

    Point,

    Comma,

    /// <summary>A sign that is the decimal one or separates thousands.</summary>
    Unclear,

    /// <summary>Numbers contradict each other.</summary>
    Both,
}
