using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FinScoring.Core.Models;
using FinScoring.Core.Tests.Scoring;

namespace FinScoring.Core.Tests.Models;

public sealed class ModelStoreTests : IDisposable
{
    private static readonly TinyModel Model = TinyModel.Logistic;
    private static readonly ModelKey Key = TemporaryStore.Model;
    private readonly TemporaryStore _folder = new();

    private ModelStore Store => _folder.Store;

    [Fact]
    public void An_empty_folder_has_no_models()
    {
        Assert.Empty(Store.Models());
        Assert.Empty(Store.Versions(Key));
        Assert.Null(Store.Champion(Key));
        Assert.Null(Store.Manifest(Key.Version(1)));
        Assert.False(Store.Exists(Key.Version(1)));
    }

    [Fact]
    public void What_is_published_is_read_back_to_the_last_bit()
    {
        var published = _folder.Publish(Model);
        Assert.Equal(1, published.Version);
        Assert.Equal(Model.Zip, Store.ReadArtifact(published.Key));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Model.Zip)), published.Files["model.zip"]);
        var read = _folder.Reopen().Manifest(published.Key)!;
        Assert.Equal(JsonSerializer.Serialize(Model.Manifest with { Version = 1, Job = published.Job, Files = published.Files }), JsonSerializer.Serialize(read));
        Assert.Equal(Model.Manifest.Golden.Select(g => g.LogOdds), read.Golden.Select(g => g.LogOdds));
    }

    [Fact]
    public void A_manifest_is_camel_case_json_with_kinds_as_words()
    {
        _folder.Publish(Model);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.PathOf(1, "manifest.json")));
        Assert.Equal("numeric", json.RootElement.GetProperty("signature").GetProperty("columns")[0].GetProperty("kind").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
    }

    [Fact]
    public void A_manifest_from_before_there_were_curves_and_audits_is_still_read()
    {
        _folder.Publish(Model);
        var old = JsonNode.Parse(File.ReadAllText(_folder.PathOf(1, "manifest.json")))!;
        foreach (var metric in new[] { "prAuc", "partialGini", "calibrationSlope", "calibrationIntercept" })
            Assert.True(old["metrics"]!.AsObject().Remove(metric) && old["evaluation"]!["metrics"]!.AsObject().Remove(metric));
        Assert.True(old["evaluation"]!.AsObject().Remove("curves") && old["evaluation"]!.AsObject().Remove("decomposition"));
        Assert.True(old.AsObject().Remove("fairness") && old["evaluation"]!.AsObject().Remove("fairness"));
        var content = Encoding.UTF8.GetBytes(old.ToJsonString());
        File.WriteAllBytes(_folder.PathOf(1, "manifest.json"), content);
        File.WriteAllText(_folder.PathOf(1, "manifest.sha256"), $"{Convert.ToHexStringLower(SHA256.HashData(content))}  manifest.json\n");

        var manifest = _folder.Reopen().Manifest(Key.Version(1))!;
        Assert.Equal(Model.Manifest.Metrics.Auc, manifest.Metrics.Auc);
        Assert.Null(manifest.Metrics.PrAuc);
        Assert.Null(manifest.Evaluation.Curves);
        Assert.Null(manifest.Evaluation.Decomposition);
        Assert.Empty(manifest.Fairness);
        Assert.Empty(manifest.Evaluation.Fairness);
    }

    [Fact]
    public void The_first_version_becomes_champion_and_a_later_one_only_when_asked()
    {
        _folder.Publish(Model);
        _folder.Publish(Model);
        Assert.Equal(1, Store.Champion(Key));
        _folder.Publish(Model, promote: true);
        Assert.Equal(3, Store.Champion(Key));
        Store.SetChampion(Key.Version(2));
        Assert.Equal(2, _folder.Reopen().Champion(Key));
        Assert.Equal([1, 2, 3], Store.Versions(Key));
        Assert.Equal([Key], Store.Models());
    }

    [Fact]
    public void A_job_publishes_at_most_once()
    {
        var first = _folder.Publish(Model, job: "again");
        _folder.Publish(Model);
        Assert.Equal(first.Version, _folder.Publish(Model, promote: true, job: "again").Version);
        Assert.Equal(first.Version, Store.PublishedBy(Key, "again")?.Version);
        Assert.Null(Store.PublishedBy(Key, "never"));
        Assert.Equal([1, 2], Store.Versions(Key));
    }

    [Fact]
    public void A_deleted_version_keeps_its_manifest_and_its_number()
    {
        _folder.Publish(Model);
        _folder.Publish(Model);
        Store.Delete(Key.Version(2));
        Store.Delete(Key.Version(2));
        Assert.True(Store.IsDeleted(Key.Version(2)));
        Assert.False(File.Exists(_folder.PathOf(2, "model.zip")));
        Assert.Equal(2, Store.Manifest(Key.Version(2))!.Version);
        Assert.Throws<DamagedModelException>(() => Store.ReadArtifact(Key.Version(2)));
        Assert.Throws<InvalidOperationException>(() => Store.SetChampion(Key.Version(2)));
        Assert.Equal(3, _folder.Publish(Model).Version);
    }

    [Fact]
    public void The_champion_is_not_deleted()
    {
        _folder.Publish(Model);
        Assert.Throws<InvalidOperationException>(() => Store.Delete(Key.Version(1)));
        Assert.Equal(Model.Zip, Store.ReadArtifact(Key.Version(1)));
    }

    [Fact]
    public void Evaluations_are_kept_in_order_and_do_not_touch_the_hashed_files()
    {
        _folder.Publish(Model);
        var evaluations = new[] { "a", "b" }.Select(id => new StoredEvaluation(id, Some.Noon, "hash", Some.Report)).ToList();
        evaluations.ForEach(e => Store.AddEvaluation(Key.Version(1), e));
        Store.AddEvaluation(Key.Version(1), evaluations[0]);
        var read = _folder.Reopen().Evaluations(Key.Version(1));
        Assert.Equal(JsonSerializer.Serialize(evaluations), JsonSerializer.Serialize(read));
        Assert.Equal(Model.Zip, Store.ReadArtifact(Key.Version(1)));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData(".tmp")]
    public void A_model_that_is_no_name_is_not_published(string name)
        => Assert.Throws<ArgumentException>(() => Store.Publish(Model.Manifest with { Model = name }, _folder.Stage(Model), promote: false));

    [Fact]
    public void A_model_that_does_not_reproduce_its_golden_rows_is_not_published_and_leaves_nothing()
    {
        Assert.Throws<DamagedModelException>(() => Store.Publish(TinyModel.Trees.Manifest, _folder.Stage(Model), promote: false));
        Assert.Throws<DamagedModelException>(() => Store.Publish(Model.Manifest, _folder.Stage(Model.Zip[..^100]), promote: false));
        Assert.Throws<FileNotFoundException>(() => Store.Publish(Model.Manifest, _folder.Folder, promote: false));
        Assert.Empty(Store.Models());
        Assert.Equal([".lock"], Directory.EnumerateFileSystemEntries(_folder.ModelPath("")).Select(Path.GetFileName));
    }

    public void Dispose() => _folder.Dispose();
}
