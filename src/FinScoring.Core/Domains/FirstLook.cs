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
        var look = Domain.Find(domain)!;
        var profile = FileProfile.Of(path, options.Header, look.Categories(options.Categories), cancel);
        OptionChecks.Columns([.. profile.Columns.Select(c => c.Name)], options, profile.Findings);
        look.Look(profile, options);
        // Before the columns' own: where a header was forgotten, their names are an applicant's data and belong in no answer.
        profile.Findings.Throw();
        profile.ColumnFindings.Throw();
    }
}
