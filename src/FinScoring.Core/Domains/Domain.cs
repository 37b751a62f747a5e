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

    /// <summary>Makes the training rows of a file.</summary>
    /// <exception cref="BadDataException">The options do not fit the file, or the file cannot be trained on.</exception>
    public abstract Dataset Prepare(Table table, TrainingOptions options);

    /// <summary>Makes the labelled rows of a file as a finished model takes them: exactly its inputs, whatever this file alone would show.</summary>
    /// <exception cref="BadDataException">The file has no such label, or its cells do not fit the signature.</exception>
    public abstract Dataset Prepare(Table table, TrainingOptions options, Signature fitted);

    /// <summary>Adds to the profile's findings what would fail <see cref="Prepare(Table, TrainingOptions)"/>.</summary>
    internal abstract void Look(FileProfile profile, TrainingOptions options);
}
