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
        OptionChecks.Columns([.. profile.Columns.Select(c => c.Name)], options, profile.Findings);
        Kinds(profile, options);
        if (domain == "trade") BarChecks.Bars(profile, options);
        else LabelChecks.Label(profile, options);
        profile.Findings.Throw();
    }

    private static void Kinds(FileProfile profile, TrainingOptions options)
    {
        if (options.Time is { } time && profile.Find(time) is >= 0 and var date && profile.Kinds[date] != ColumnKind.Date)
            profile.Findings.Add("time", "time must be a column of ISO 8601 dates, such as 2024-05-31.");
        if (options.Weight is { } name && profile.Find(name) is >= 0 and var weight
            && (profile.Kinds[weight] != ColumnKind.Numeric || profile.Columns[weight].Numbers.Min <= 0))
            profile.Findings.Add("weight", "weight must be a column of positive numbers.");
    }
}
