using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using FinScoring.Core.Tests.Scoring;

namespace FinScoring.Core.Tests.Models;

/// <summary>A models folder of a test's own, removed afterwards.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("finscoring-").FullName;

    public TemporaryStore() => Store = Open();

    public ModelStore Store { get; private set; }

    public string Folder => Path.Combine(_root, "models");

    public static ModelKey Model { get; } = new("loan", "default");

    /// <summary>A second store on the same folder, as another process would open it.</summary>
    public ModelStore Open() => new(Folder, ExplanationCheck.Verify);

    /// <summary>As after the end of the process.</summary>
    public ModelStore Reopen()
    {
        Store.Dispose();
        return Store = Open();
    }

    public ModelCatalog Catalog()
    {
        var catalog = new ModelCatalog(Store);
        catalog.LoadChampions();
        return catalog;
    }

    public Manifest Publish(TinyModel model, bool promote = false, string? job = null)
        => Store.Publish(model.Manifest with { Job = job ?? Guid.NewGuid().ToString() }, Stage(model), promote);

    /// <summary>A staging folder with the model's zip.</summary>
    public string Stage(TinyModel model) => Stage(model.Zip);

    public string Stage(byte[] zip)
    {
        var folder = Path.Combine(_root, "staging", Guid.NewGuid().ToString());
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.zip"), zip);
        return folder;
    }

    public string PathOf(int version, string file) => Path.Combine(Folder, "loan", "default", $"{version}", file);

    public string ModelPath(string file) => Path.Combine(Folder, "loan", "default", file);

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
