using CsCheck;
using FinScoring.Core.Models;
using FinScoring.Core.Tests.Scoring;

namespace FinScoring.Core.Tests.Models;

/// <summary>Every way a file can rot: none serves a score, and none takes another version with it.</summary>
public sealed class DamageTests : IDisposable
{
    private static readonly TinyModel Model = TinyModel.Logistic;
    private static readonly VersionKey First = TemporaryStore.Model.Version(1);
    private static readonly VersionKey Second = TemporaryStore.Model.Version(2);
    private readonly TemporaryStore _folder = new();

    public DamageTests()
    {
        _folder.Publish(Model);
        _folder.Publish(Model);
    }

    [Theory]
    [InlineData("model.zip")]
    [InlineData("manifest.json")]
    [InlineData("manifest.sha256")]
    public void A_flipped_bit_anywhere_is_found(string file)
    {
        var good = File.ReadAllBytes(_folder.PathOf(2, file));
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 7]).Sample((position, bit) =>
        {
            var bad = (byte[])good.Clone();
            bad[position] ^= (byte)(1 << bit);
            File.WriteAllBytes(_folder.PathOf(2, file), bad);
            Assert.Throws<DamagedModelException>(() => _folder.Store.ReadArtifact(Second));
        }, iter: 500, threads: 1);
    }

    [Theory]
    [InlineData("model.zip")]
    [InlineData("manifest.json")]
    [InlineData("manifest.sha256")]
    public void A_truncated_file_is_found(string file)
    {
        var good = File.ReadAllBytes(_folder.PathOf(2, file));
        Gen.Int[0, good.Length - 1].Sample(length =>
        {
            File.WriteAllBytes(_folder.PathOf(2, file), good[..length]);
            Assert.Throws<DamagedModelException>(() => _folder.Store.ReadArtifact(Second));
        }, iter: 100, threads: 1);
    }

    [Theory]
    [InlineData("model.zip")]
    [InlineData("manifest.json")]
    [InlineData("manifest.sha256")]
    public async Task A_missing_file_is_found_and_the_other_version_answers(string file)
    {
        File.Delete(_folder.PathOf(2, file));
        var catalog = _folder.Catalog();
        var damaged = await Assert.ThrowsAsync<DamagedModelException>(async () => await catalog.VersionAsync(Second));
        Assert.Equal(damaged.Reason, catalog.Faults[Second]);
        Assert.Empty(catalog.ChampionFaults);
        Assert.NotNull(await catalog.VersionAsync(First));
        Assert.NotNull(catalog.Champion(First.Model));
    }

    [Fact]
    public void An_unreadable_folder_in_place_of_a_file_is_damage_too()
    {
        File.Delete(_folder.PathOf(2, "model.zip"));
        Directory.CreateDirectory(_folder.PathOf(2, "model.zip"));
        Assert.Throws<DamagedModelException>(() => _folder.Store.ReadArtifact(Second));
    }

    [Fact]
    public void An_empty_version_folder_is_damaged_and_its_number_is_not_used_again()
    {
        Directory.CreateDirectory(_folder.ModelPath("3"));
        Assert.Throws<DamagedModelException>(() => _folder.Reopen().Manifest(First.Model.Version(3)));
        Assert.Equal(4, _folder.Publish(Model).Version);
    }

    [Fact]
    public void A_version_copied_over_another_is_damaged()
    {
        foreach (var file in Directory.GetFiles(_folder.PathOf(1, ""))) File.Copy(file, _folder.PathOf(2, Path.GetFileName(file)), overwrite: true);
        Assert.Throws<DamagedModelException>(() => _folder.Store.Manifest(Second));
    }

    [Fact]
    public void A_flipped_bit_in_the_champion_file_makes_no_other_version_champion()
    {
        var file = _folder.ModelPath("champion");
        var good = File.ReadAllBytes(file);
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(file, bad);
            Assert.Throws<DamagedModelException>(() => _folder.Store.Champion(First.Model));
        }
    }

    [Fact]
    public async Task A_damaged_champion_file_is_reported_and_promoting_heals_it()
    {
        File.WriteAllText(_folder.ModelPath("champion"), "2\n");
        var catalog = _folder.Catalog();
        Assert.Throws<DamagedModelException>(() => catalog.Champion(First.Model));
        Assert.Equal([First.Model.Version(0)], catalog.ChampionFaults.Keys);
        Assert.Null(catalog.ChampionNumber(First.Model));
        Assert.NotNull(await catalog.VersionAsync(Second));
        await catalog.PromoteAsync(Second);
        Assert.Empty(catalog.Faults);
        Assert.Equal(2, catalog.Champion(First.Model)!.Manifest.Version);
    }

    [Fact]
    public async Task A_damaged_champion_is_never_replaced_silently_and_promoting_another_heals_the_model()
    {
        var other = _folder.Store.Publish(Model.Manifest with { Model = "other" }, _folder.Stage(Model), promote: false);
        File.WriteAllBytes(_folder.PathOf(1, "model.zip"), Model.Zip[..^1]);
        var catalog = _folder.Catalog();
        Assert.Throws<DamagedModelException>(() => catalog.Champion(First.Model));
        Assert.Equal([First], catalog.ChampionFaults.Keys);
        Assert.Equal(1, catalog.ChampionNumber(First.Model));
        Assert.NotNull(catalog.Champion(other.Key.Model));
        Assert.NotNull(await catalog.VersionAsync(Second));
        await Assert.ThrowsAsync<DamagedModelException>(() => catalog.PromoteAsync(First));

        await catalog.PromoteAsync(Second);
        Assert.Equal(2, catalog.Champion(First.Model)!.Manifest.Version);
        Assert.Empty(catalog.ChampionFaults);
        Assert.Equal([First], catalog.Faults.Keys);
    }

    [Fact]
    public async Task A_version_whose_files_are_restored_is_served_again_once_promoted()
    {
        File.Delete(_folder.PathOf(2, "model.zip"));
        var catalog = _folder.Catalog();
        await Assert.ThrowsAsync<DamagedModelException>(async () => await catalog.VersionAsync(Second));
        File.WriteAllBytes(_folder.PathOf(2, "model.zip"), Model.Zip);
        await catalog.PromoteAsync(Second);
        Assert.Same(catalog.Champion(First.Model), await catalog.VersionAsync(Second));
        Assert.Empty(catalog.Faults);
    }

    [Fact]
    public async Task A_damaged_version_can_be_deleted()
    {
        File.Delete(_folder.PathOf(2, "manifest.json"));
        var catalog = _folder.Catalog();
        await Assert.ThrowsAsync<DamagedModelException>(async () => await catalog.VersionAsync(Second));
        await catalog.DeleteAsync(Second);
        Assert.Null(await catalog.VersionAsync(Second));
        Assert.Empty(catalog.Faults);
    }

    [Fact]
    public async Task Damaged_evaluations_leave_the_version_serving()
    {
        File.WriteAllText(_folder.PathOf(2, "evaluations.json"), "[{");
        Assert.Throws<DamagedModelException>(() => _folder.Store.Evaluations(Second));
        Assert.NotNull(await _folder.Catalog().VersionAsync(Second));
    }

    public void Dispose() => _folder.Dispose();
}
