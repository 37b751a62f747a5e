using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>
/// One streaming pass over a training file, in constant memory, that finds at once what would fail a job later: unreadable
/// CSV, blank or duplicate names, no rows, columns named in the options that are not there, one class only.
/// </summary>
public static class FirstLook
{
    /// <param name="path">A UTF-8 (or BOM-marked UTF-16) text file.</param>
    /// <param name="domain">loan, risk or trade.</param>
    /// <param name="options">Those of the training.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="BadDataException">What is wrong, every finding by option or column.</exception>
    public static void Check(string path, string domain, TrainingOptions options, CancellationToken cancel = default)
    {
        var profile = FileProfile.Of(path, options.Header, options.Categories, cancel);
        OptionChecks.Columns([.. profile.Columns.Select(c => c.Name)], options, profile.Findings);
        Domain.All.Single(d => d.Name == domain).Look(profile, options);
        profile.Findings.Throw();
    }
}
