using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FinScoring.Api.Models;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Models;

namespace FinScoring.Api.Reasons;

/// <summary>
/// The catalogues of all models, in memory so that a prediction never waits for the disk, and written through to the file beside a
/// model's versions. A code once generated is kept, so that it means the same for every later version.
/// </summary>
internal sealed class ReasonBook(ModelStore store, PolicyBook policies)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly ConcurrentDictionary<ModelKey, ReasonCatalogue> _catalogues = [];
    private readonly ConcurrentDictionary<ModelKey, Lock> _changes = [];

    /// <summary>The catalogue as it is in memory; null if it has not been asked for yet.</summary>
    public ReasonCatalogue? Present(ModelKey model) => _catalogues.GetValueOrDefault(model);

    /// <summary>The catalogue, with an entry for everything that a version there is can give as a reason.</summary>
    public ReasonCatalogue Of(ModelKey model)
    {
        try
        {
            lock (ChangesOf(model))
            {
                // Most often nothing is new, and nothing is written.
                var present = _catalogues.GetOrAdd(model, Read);
                if (ReferenceEquals(WithVersions(present, model), present)) return present;
            }

            return Change(model, catalogue => catalogue);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            // Generated again they are the same: no prediction fails for want of room on the disk.
            lock (ChangesOf(model)) return _catalogues[model] = WithVersions(_catalogues.GetOrAdd(model, Read), model);
        }
    }

    /// <summary>Stores what follows from that catalogue.</summary>
    public ReasonCatalogue Change(ModelKey model, Func<ReasonCatalogue, ReasonCatalogue> change)
    {
        lock (ChangesOf(model))
        {
            var after = ReasonCatalogue.Empty;
            store.ChangeReasons(model, stored =>
            {
                var before = Read(model, stored);
                after = change(WithVersions(before, model));
                return ReferenceEquals(before, after) ? null : Write(after);
            });
            return _catalogues[model] = after;
        }
    }

    /// <summary>Takes over what another service on this folder has written; what cannot be read stays as it is in memory.</summary>
    public void CatchUp()
    {
        foreach (var model in _catalogues.Keys)
        {
            try
            {
                lock (ChangesOf(model))
                {
                    // By content: the file may be laid out by hand.
                    if (store.ReadReasons(model) is not { } stored || Read(model, stored) is not { } now) continue;
                    if (!Write(now).AsSpan().SequenceEqual(Write(_catalogues[model]))) _catalogues[model] = now;
                }
            }
            catch (Exception unread) when (unread is DamagedModelException or IOException or UnauthorizedAccessException)
            {
                // Whoever asks for them after a start is told.
            }
        }
    }

    /// <summary>A lock for each model: what one writes keeps no other waiting.</summary>
    private Lock ChangesOf(ModelKey model) => _changes.GetOrAdd(model, static _ => new());

    /// <summary>In the order of the versions, so that the same models have the same codes.</summary>
    private ReasonCatalogue WithVersions(ReasonCatalogue catalogue, ModelKey model)
        => store.Versions(model).Select(model.Version).Where(version => !store.IsDeleted(version))
            .Select(TryRead).OfType<Manifest>().Aggregate(catalogue, With);

    private Manifest? TryRead(VersionKey version)
    {
        try
        {
            return store.Manifest(version);
        }
        catch (DamagedModelException)
        {
            return null;
        }
    }

    private ReasonCatalogue With(ReasonCatalogue catalogue, Manifest manifest)
        => policies.Current(manifest.Key.Model).Policy is DecisionPolicy policy ? catalogue.With(manifest.Signature, policy.Passing, policy.FillsMissing) : catalogue;

    private static byte[] Write(ReasonCatalogue catalogue) => JsonSerializer.SerializeToUtf8Bytes(catalogue, Json);

    private ReasonCatalogue Read(ModelKey model) => Read(model, store.ReadReasons(model));

    private static ReasonCatalogue Read(ModelKey model, byte[]? content)
    {
        try
        {
            if (content is null) return ReasonCatalogue.Empty;
            return JsonSerializer.Deserialize<ReasonCatalogue>(content, Json) is { Reasons.IsDefault: false } catalogue
                && catalogue.Reasons.All(entry => entry is { Feature: not null, Code: not null, Text: not null })
                    ? catalogue
                    : throw new JsonException("It holds no list of reasons, or a reason lacks a part.");
        }
        catch (JsonException e)
        {
            throw new DamagedModelException(model.Version(0), "the model's reasons.json cannot be read; put it right or remove it", e);
        }
    }
}
