namespace FinScoring.Core.Data;

/// <summary>
/// One streaming pass over a training file, in constant memory, that finds at once what would fail a job later: unreadable
/// CSV, blank or duplicate names, no rows, columns named in the options that are not there, one class only.
/// </summary>
public static class FirstLook
{
    /// <exception cref="BadDataException">What is wrong, every finding by option or column.</exception>
    public static void Check(string path, string domain, TrainingOptions options, CancellationToken cancel = default)
    {
        var profile = FileProfile.Of(path, options.Header, options.Categories, cancel);
        OptionChecks.Columns(profile, options);
        if (domain == "trade") BarChecks.Bars(profile, options);
        else LabelChecks.Label(profile, options);
        profile.Findings.Throw();
    }
}
