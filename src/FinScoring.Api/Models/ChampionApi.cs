using System.Text.Json;
using FinScoring.Api.Http;
using FinScoring.Core.Data;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FinScoring.Api.Models;

/// <summary>Which version becomes champion.</summary>
/// <param name="Version">A version of the model.</param>
/// <param name="AcceptSignatureChange">Whether clients are ready for other fields than the present champion's.</param>
internal sealed record Promotion(int Version, bool AcceptSignatureChange = false)
{
    /// <exception cref="BadDataException">Every field that is unknown, missing or of the wrong type.</exception>
    public static Promotion Read(JsonElement body)
    {
        var errors = new Dictionary<string, string[]>();
        var (version, accept) = (0, false);
        foreach (var field in body.EnumerateObject())
        {
            var finding = field.Name switch
            {
                "version" => IsVersion(field.Value, out version) ? null : "version must be a whole number above 0.",
                "acceptSignatureChange" => IsBoolean(field.Value, out accept) ? null : "acceptSignatureChange must be true or false.",
                _ => "This field is unknown; a promotion has version and acceptSignatureChange.",
            };
            if (finding is not null)
                errors[field.Name] = [finding];
        }

        if (!body.TryGetProperty("version", out _))
            errors["version"] = ["version is required."];
        return errors.Count == 0 ? new(version, accept) : throw new BadDataException(errors);
    }

    private static bool IsVersion(JsonElement value, out int version)
    {
        version = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out version) && version > 0;
    }

    private static bool IsBoolean(JsonElement value, out bool boolean)
    {
        boolean = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
    }
}

/// <summary>Promote and roll back: the same call with a newer or an older version.</summary>
internal static class ChampionApi
{
    public static void MapChampion(this RouteGroupBuilder models)
        => models.MapPut(ModelsApi.Model + "/champion", Promote)
            .WithName("PromoteVersion")
            .WithSummary("Promote a version, or roll back")
            .WithDescription("""
                The version answers from the next request on; requests under way finish on the one they began with. If its fields differ
                from the present champion's, this is a 409 with the `difference` (fields added, removed, changed, now required), unless
                `acceptSignatureChange` is true.
                """)
            .Accepts<Promotion>(RouteDocs.Json)
            .ProducesProblems(400, 404, 409, 415, 503)
            .WithRequestExample(ModelExamples.Promotion)
            .WithAnswerExample(ModelExamples.Model);

    private static async Task<Results<Ok<ModelDetails>, ProblemHttpResult>> Promote(
        string domain, string model,
        HttpRequest request, ModelCatalog catalog, ModelLibrary library, ModelLog log, CancellationToken cancel)
    {
        var key = new ModelKey(domain, model);
        var promotion = Promotion.Read(await StrictJson.ReadObjectAsync(request, cancel));
        var version = key.Version(promotion.Version);
        if (catalog.Store.IsDeleted(version) || catalog.Store.Manifest(version) is not { } next)
            return ModelsApi.NoVersion(version);

        // A champion that is damaged beyond reading must not stop the promotion that heals the model.
        var previous = catalog.ChampionNumber(key);
        if (!promotion.AcceptSignatureChange && previous is { } champion && library.TryRead(key.Version(champion)).Manifest is { } present
            && SignatureDifference.Between(present.Signature, next.Signature) is { } difference)
            return Differs(version, champion, difference);

        try
        {
            await catalog.PromoteAsync(version);
        }
        catch (InvalidOperationException)
        {
            return Problems.Conflict($"{version} was deleted at the same moment.");
        }

        log.Promoted(version, previous);
        return TypedResults.Ok(library.Inspect(key));
    }

    private static ProblemHttpResult Differs(VersionKey version, int champion, SignatureDifference difference)
        => TypedResults.Problem(new ProblemDetails
        {
            Status = StatusCodes.Status409Conflict,
            Detail = $"The fields of {version} differ from those of the champion, version {champion}. "
                + "If clients are ready for them, repeat with \"acceptSignatureChange\": true.",
            Extensions = { ["difference"] = difference },
        });
}
