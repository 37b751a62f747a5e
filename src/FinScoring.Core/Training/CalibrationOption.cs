namespace FinScoring.Core.Training;

/// <summary>The values of the option calibration.</summary>
internal static class CalibrationOption
{
    /// <summary>Platt's line where it is surely better than none.</summary>
    public const string Auto = "auto";

    /// <summary>Platt's line whatever it does.</summary>
    public const string Platt = "platt";

    /// <summary>The log-odds as the algorithm gives them.</summary>
    public const string None = "none";

    public static IReadOnlyList<string> Names { get; } = [Auto, Platt, None];
}
