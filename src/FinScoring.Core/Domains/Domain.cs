using FinScoring.Core.Data;

namespace FinScoring.Core.Domains;

/// <summary>A kind of financial score. A fourth one is one new file and one line in <see cref="All"/>.</summary>
public abstract class Domain
{
    public static IReadOnlyList<Domain> All { get; } = [new LoanDomain(), new RiskDomain(), new TradeDomain()];

    /// <summary>loan, risk or trade.</summary>
    public abstract string Name { get; }

    /// <summary>The policy of a model until someone sets one.</summary>
    public abstract Policy DefaultPolicy { get; }

    /// <summary>The columns of a CSV answer.</summary>
    public abstract IReadOnlyList<string> AnswerColumns { get; }

    public static Domain? Find(string name) => All.FirstOrDefault(d => d.Name == name);

    /// <summary>The columns that are categories whatever their cells look like: those that the options name, and the domain's own.</summary>
    public virtual IReadOnlyCollection<string> Categories(IReadOnlyCollection<string> named) => named;

    /// <summary>How a training file is read.</summary>
    public virtual FileReading Reading(TrainingOptions options) => FileReading.Of(options) with { Categories = Categories(options.Categories) };

    /// <summary>How a further file for a finished model is read: by the model's signature, whatever this file alone would show.</summary>
    /// <param name="options">Those of the training.</param>
    /// <param name="fitted">The model's.</param>
    /// <param name="categories">Further columns that are categories.</param>
    public FileReading Reading(TrainingOptions options, Signature fitted, IEnumerable<string> categories)
    {
        var fields = fitted.Fields.ToDictionary(field => field.Name);
        return Reading(options) with
        {
            Categories = Categories([.. fitted.Fields.Where(field => field.Kind == ColumnKind.Category).Select(field => field.Name), .. categories]),
            Known = name => fields.GetValueOrDefault(FieldOf(name)) is { Kind: ColumnKind.Numeric } field ? NumberReader.Of(field) : null,
        };
    }

    /// <summary>The field that a column of this name is.</summary>
    internal virtual string FieldOf(string column) => column;

    /// <summary>Makes the training rows of a file.</summary>
    /// <exception cref="BadDataException">The options do not fit the file, or the file cannot be trained on.</exception>
    public abstract Dataset Prepare(Table table, TrainingOptions options);

    /// <summary>Makes the labelled rows of a file as a finished model takes them: exactly its inputs, whatever this file alone would show.</summary>
    /// <exception cref="BadDataException">The file has no such label, or its cells do not fit the signature.</exception>
    public abstract Dataset Prepare(Table table, TrainingOptions options, Signature fitted);

    /// <summary>Adds to the profile's findings what would fail <see cref="Prepare(Table, TrainingOptions)"/>.</summary>
    internal abstract void Look(FileProfile profile, TrainingOptions options);
}
