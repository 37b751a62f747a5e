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
    /// <returns>How a further file for the same model is read.</returns>
    /// <exception cref="BadDataException">What is wrong, every finding by option or column.</exception>
    public static FileReading Check(string path, string domain, TrainingOptions options, CancellationToken cancel = default)
    {
        var look = Domain.Find(domain)!;
        var reading = look.Reading(options);
        var profile = Check(path, domain, options, reading, cancel);
        return reading with
        {
            Categories = look.Categories([.. options.Categories, .. profile.Columns.Select(c => c.Name).Where(name => profile.Kinds[name] == ColumnKind.Category)]),
            // A label and a weight are looked at in each file anew.
            Known = name => name != options.Label && name != options.Weight && profile.Kind(name) == ColumnKind.Numeric ? profile.Find(name)!.Reader : null,
        };
    }

    /// <summary>The same for a further file, read as the training file was.</summary>
    /// <param name="path">A UTF-8 (or BOM-marked UTF-16) text file.</param>
    /// <param name="domain">loan, risk or trade.</param>
    /// <param name="options">Those of the training.</param>
    /// <param name="reading">What the first look at the training file returned.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="BadDataException">What is wrong, every finding by option or column.</exception>
    public static void CheckFurther(string path, string domain, TrainingOptions options, FileReading reading, CancellationToken cancel = default)
        => Check(path, domain, options.ForFurtherFile(), reading, cancel);

    private static FileProfile Check(string path, string domain, TrainingOptions options, FileReading reading, CancellationToken cancel)
    {
        var profile = FileProfile.Of(path, reading, cancel);
        OptionChecks.Columns([.. profile.Columns.Select(c => c.Name)], options, profile.Findings);
        Domain.Find(domain)!.Look(profile, options);
        // Before the columns' own: where a header was forgotten, their names are an applicant's data and belong in no answer.
        profile.Findings.Throw();
        profile.ColumnFindings.Throw();
        return profile;
    }
}
