using FinScoring.Core.Models;
using FinScoring.Core.Tests.Scoring;

namespace FinScoring.Core.Tests.Models;

/// <summary>What a crash can leave in the models folder, laid out by hand.</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly TinyModel Model = TinyModel.Logistic;
    private static readonly ModelKey Key = TemporaryStore.Model;
    private readonly TemporaryStore _folder = new();

    [Fact]
    public void A_publication_of_a_dead_process_is_swept_at_start()
    {
        _folder.Publish(Model);
        var abandoned = Directory.CreateDirectory(_folder.ModelPath(".publishing-dead")).FullName;
        File.WriteAllBytes(Path.Combine(abandoned, "model.zip"), Model.Zip[..100]);
        File.WriteAllText(Path.Combine(abandoned, ".lock"), "");
        File.WriteAllText(_folder.ModelPath(".new-champion-dead"), "7");
        Assert.Equal([1], _folder.Reopen().Versions(Key));
        Assert.Equal([".lock", "1", "champion"], Entries());
    }

    [Fact]
    public void A_first_publication_of_a_dead_process_is_swept_at_start_too()
    {
        Directory.CreateDirectory(_folder.ModelPath(".publishing-dead"));
        Assert.Empty(_folder.Reopen().Models());
        Assert.Equal([".lock"], Entries());
    }

    [Fact]
    public void A_publication_of_a_living_process_is_left_alone()
    {
        using var other = new ModelStore(_folder.Folder, (_, _) =>
        {
            using var third = _folder.Open();
            Assert.Contains(Entries(), entry => entry.StartsWith(".publishing-", StringComparison.Ordinal));
        });
        other.Publish(Model.Manifest, _folder.Stage(Model), promote: false);
        Assert.Equal(Model.Zip, _folder.Store.ReadArtifact(Key.Version(1)));
    }

    [Fact]
    public void A_promotion_that_a_crash_interrupted_is_finished_at_start()
    {
        _folder.Publish(Model);
        _folder.Publish(Model);
        File.WriteAllText(_folder.PathOf(2, "promote"), "");
        Assert.Equal(2, _folder.Reopen().Champion(Key));
        _folder.Store.SetChampion(Key.Version(1));
        Assert.Equal(1, _folder.Reopen().Champion(Key));
    }

    [Fact]
    public void The_first_version_becomes_champion_even_if_a_crash_came_between()
    {
        _folder.Publish(Model);
        File.Delete(_folder.ModelPath("champion"));
        File.WriteAllText(_folder.PathOf(1, "promote"), "");
        Assert.Equal(1, _folder.Reopen().Champion(Key));
    }

    [Fact]
    public void A_deletion_that_a_crash_interrupted_is_finished_at_start()
    {
        _folder.Publish(Model);
        _folder.Publish(Model);
        File.WriteAllText(_folder.PathOf(2, "deleted"), "");
        Assert.True(_folder.Reopen().IsDeleted(Key.Version(2)));
        Assert.False(File.Exists(_folder.PathOf(2, "model.zip")));
    }

    [Fact]
    public void Temporary_files_of_dead_processes_are_swept_and_those_of_living_ones_are_not()
    {
        var dead = Directory.CreateDirectory(Path.Combine(_folder.Folder, ".tmp", "dead")).FullName;
        var living = _folder.Store.TemporaryFolder;
        using var other = _folder.Open();
        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(living));
        Assert.NotEqual(living, other.TemporaryFolder);
    }

    [Fact]
    public void A_failed_load_leaves_its_temporary_files_where_they_are_swept()
    {
        var published = _folder.Publish(Model);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Store.TemporaryFolder, "ml_dotnet*"));
        Assert.Throws<DamagedModelException>(() => FinScoring.Core.Scoring.Scorer.Load(
            new MemoryStream(Model.Zip[..(Model.Zip.Length / 2)]), published, _folder.Store.TemporaryFolder));
        Assert.NotEmpty(Directory.GetFileSystemEntries(_folder.Store.TemporaryFolder, "ml_dotnet*"));
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Entries()
        => [.. Directory.EnumerateFileSystemEntries(_folder.ModelPath("")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
