using FinScoring.Core.Data;

namespace FinScoring.Api.Training;

/// <summary>The labelled file that comes with a training and that the finished model is evaluated on.</summary>
internal static class TestFile
{
    /// <summary>Says of each finding that it concerns this file and not the training file.</summary>
    public static void Named(Action check)
    {
        try
        {
            check();
        }
        catch (BadDataException bad)
        {
            throw new BadDataException(bad.Errors.ToDictionary(e => e.Key, e => e.Value.Select(m => $"In the test file: {m}").ToArray()));
        }
    }
}
