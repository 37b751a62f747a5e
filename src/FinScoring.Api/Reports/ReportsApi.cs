using System.Security.Cryptography;
using FinScoring.Api.Http;
using FinScoring.Api.Models;
using FinScoring.Api.Reports.Formats;
using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace FinScoring.Api.Reports;

/// <summary>A version as a document for people: the modeller who defends it and the committee that decides on it.</summary>
internal static class ReportsApi
{
    public static void MapReports(this WebApplication app)
        => app.MapGroup("").WithTags("Models").MapGet(ModelsApi.Version + "/report", Report)
            .WithStrictQuery()
            .WithName("ReportVersion")
            .WithSummary("Read the report of a version")
            .WithDescription("""
                One page of HTML that loads nothing and prints well: what the version is for, its data and protocol, metrics with intervals, ROC,
                calibration, score distribution, lift, what the policy in force and other cut-offs would have decided, why each column stayed or
                went, the bins and sums of a scorecard, importance, effects and interactions of the features, fairness, limits, hashes. `format=md`
                gives the same as a model card (Mitchell et al. 2019) in Markdown. Deleted versions keep theirs.
                """)
            .Produces<string>(200, "text/html", "text/markdown")
            .ProducesProblems(400, 404, 503);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Report(
        string domain, string model, int version, HttpResponse response, ModelCatalog catalog, OwnThreads threads, ModelLibrary library,
        PolicyBook policies, string format = "html")
    {
        var key = new ModelKey(domain, model).Version(version);
        if (format is not ("html" or "md")) return Problems.Invalid("format", "format must be html or md.");
        // First, for it may find that the version is damaged.
        var (view, fault) = await ViewAsync(catalog, key, threads);
        // Many at once would keep all others from the threads that answer requests.
        var document = await threads.RunAsync(Urgency.Part, () =>
        {
            if (library.Inspect(key) is not { } details) return null;
            var report = Reports.Report.Of(new(details, policies.Current(key.Model)) { View = view, ViewFault = fault });
            return format == "md" ? ModelCard.Write(report) : HtmlPage.Write(report);
        });
        if (document is null) return Problems.NotFound($"There is no version {version} of {key.Model}.");
        response.Headers.XContentTypeOptions = "nosniff";
        if (format == "md") return Sent(document, ModelCard.ContentType);
        response.Headers.ContentSecurityPolicy = HtmlPage.Policy + "; frame-ancestors 'none'";
        return Sent(document, HtmlPage.ContentType);
    }

    private static async Task<(GlobalView? View, string? Fault)> ViewAsync(ModelCatalog catalog, VersionKey version, OwnThreads threads)
    {
        try
        {
            return (await catalog.VersionAsync(version) is { } scorer ? await GlobalView.OfAsync(scorer, threads) : null, null);
        }
        catch (DamagedModelException damaged)
        {
            return (null, damaged.Message);
        }
    }

    /// <summary>The tag changes with the document: an evaluation, a promotion or a policy changes what it says.</summary>
    private static FileContentHttpResult Sent(byte[] document, string contentType)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(document));
        return TypedResults.Bytes(document, contentType, entityTag: new EntityTagHeaderValue($"\"{hash}\""));
    }
}
