namespace FinScoring.Core.Explanation;

/// <summary>What is usual of a number among the rows that a score is compared with. Immutable.</summary>
/// <param name="Median">NaN where none of them has one.</param>
/// <param name="Mean">Tells on which side a value lies that is the median itself.</param>
/// <param name="Monotone">The direction in which alone the risk can rise; null where it can in both.</param>
internal sealed record UsualNumber(double Median, double Mean, ReasonDirection? Monotone)
{
    /// <param name="numbers">The known ones, ascending.</param>
    /// <param name="sign">1 where the probability can only rise with the number, -1 where it can only fall, else 0.</param>
    public static UsualNumber Of(double[] numbers, int sign) => new(
        numbers.Length == 0 ? double.NaN : numbers[(numbers.Length - 1) / 2],
        numbers.Length == 0 ? double.NaN : numbers.Average(),
        sign switch { > 0 => ReasonDirection.High, < 0 => ReasonDirection.Low, _ => null });

    /// <summary>Null for a value that is just usual, and for one on the side where no risk can come from.</summary>
    public ReasonDirection? DirectionOf(float value)
    {
        var side = value.CompareTo((float)Median) is var toMedian and not 0 ? toMedian : value.CompareTo((float)Mean);
        ReasonDirection? direction = side switch { > 0 => ReasonDirection.High, < 0 => ReasonDirection.Low, _ => null };
        return Monotone is null || direction == Monotone ? direction : null;
    }
}
