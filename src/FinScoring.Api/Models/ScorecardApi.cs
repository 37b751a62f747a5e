using FinScoring.Api.Http;
using FinScoring.Core.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Models;

/// <summary>The table behind a scorecard, to check a score by hand.</summary>
internal static class ScorecardApi
{
    private const string Csv = "text/csv";

    public static void MapScorecard(this RouteGroupBuilder models)
        => models.MapGet(ModelsApi.Version + "/scorecard", Download)
            .WithName("DownloadScorecard")
            .WithSummary("Download the table of a scorecard")
            .WithDescription("""
                For a version trained with `algorithm=scorecard`: one line per bin, with its count, events, event rate, WOE (above 0
                where it is riskier than average), IV, the feature's coefficient, and what the bin adds to the log-odds of the event;
                for `loan` also its points, on the scale of the policy in force. The first line is the base, before any feature; its
                coefficient is the intercept. Base and one bin per feature add up to the log-odds and, rounded once, to the score.
                A category that no line names, seen in training or not, is `other`; a missing value without a line adds 0. Numbers are
                not rounded, and calibration is folded in. Deleted versions keep their table; a version that is no scorecard is a 404.
                """)
            .Produces<FileContentHttpResult>(200, Csv)
            .ProducesProblems(404, 503)
            .WithAnswerExample(ModelExamples.Scorecard, contentType: Csv);

    private static Results<FileContentHttpResult, ProblemHttpResult> Download(
        string domain, string model, int version, ModelStore store, PolicyBook policies)
    {
        var key = new ModelKey(domain, model).Version(version);
        if (store.Manifest(key) is not { } manifest)
            return Problems.NotFound($"There is no version {version} of {key.Model}.");
        if (manifest.Scorecard is not { } table)
            return Problems.NotFound($"Version {version} of {key.Model} is no scorecard: its algorithm is {manifest.Algorithm}.");
        var csv = ScorecardCsv.Write(table.On(policies.Current(key.Model).Policy));
        return TypedResults.Bytes(csv, Csv, $"{domain}-{model}-{version}-scorecard.csv");
    }
}
