using FinScoring.Api.Http;
using FinScoring.Api.Models;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FinScoring.Api.Reasons;

/// <summary>The reasons that a model can give.</summary>
/// <param name="Domain">loan or risk.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Reasons">Those of every version there is, and of those there were when someone asked.</param>
internal sealed record ReasonList(string Domain, string Model, IReadOnlyList<ReasonEntry> Reasons);

/// <summary>The codes and sentences of a model's reasons: generated, and changed without retraining.</summary>
internal static class ReasonsApi
{
    private const string Route = "/reasons/{domain:domain}/{model:modelName}";

    private const string Example = """
        {"domain":"loan","model":"default","reasons":[
          {"feature":"income","direction":"high","code":"R01H","text":"Income: higher than usual among applicants who are approved","generated":true},
          {"feature":"income","direction":"low","code":"INC-1","text":"Ihr Einkommen ist niedriger als üblich.","generated":false},
          {"feature":"housing","direction":"category","code":"R02C","text":"Housing: riskier than usual among applicants who are approved","generated":true}]}
        """;

    private const string ChangeExample
        = """{"reasons":[{"feature":"income","direction":"low","code":"INC-1","text":"Ihr Einkommen ist niedriger als üblich."}]}""";

    public static void AddReasons(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReasonBook>();
        builder.Services.AddSingleton<ReasonModels>();
        builder.Services.AddHostedService<ReasonsWarmer>();
    }

    public static void MapReasons(this WebApplication app)
    {
        app.MapGet(Route, Get)
            .WithName("ReadReasons")
            .WithSummary("Read the catalogue of reasons")
            .WithDescription("""
                A code and a sentence for each column and direction of every version, as the answers to `explain=reasons` give them.
                `generated` until someone sets one. A code stays with its column and direction through all versions.
                """)
            .ProducesProblems(400, 404)
            .WithAnswerExample(Example);
        app.MapPut(Route, Put)
            .WithName("ChangeReasons")
            .WithSummary("Change codes and sentences")
            .WithDescription("""
                The entries given, found by `feature` and `direction`, take the code and the text given; all others stay. Any language.
                A feature or direction that no version has, a blank or over-long text and a code that another reason has are errors.
                Holds from the next answer on, for every version; nothing is trained again.
                """)
            .Accepts<ReasonList>(RouteDocs.Json)
            .ProducesProblems(400, 404, 415)
            .WithRequestExample(ChangeExample)
            .WithAnswerExample(Example);
    }

    private static async Task<Results<Ok<ReasonList>, ProblemHttpResult>> Get(
        string domain, string model, ModelStore store, ReasonBook book, OwnThreads threads)
    {
        var key = new ModelKey(domain, model);
        return Problem(key, store) is { } problem
            ? problem
            : Ok(domain, model, await threads.RunAsync(Urgency.Part, () => book.Of(key)));
    }

    private static async Task<Results<Ok<ReasonList>, ProblemHttpResult>> Put(
        string domain, string model, HttpRequest request, ModelStore store, ReasonBook book, OwnThreads threads, ModelLog log,
        CancellationToken cancel)
    {
        var key = new ModelKey(domain, model);
        if (Problem(key, store) is { } problem)
            return problem;
        var body = await StrictJson.ReadObjectAsync(request, cancel);
        var catalogue = await threads.RunAsync(Urgency.Part, () => book.Change(key, present => ReasonsJson.Change(present, body)));
        log.ReasonsSet(key);
        return Ok(domain, model, catalogue);
    }

    private static ProblemHttpResult? Problem(ModelKey model, ModelStore store)
        => Domain.Find(model.Domain)!.DefaultPolicy is not DecisionPolicy
            ? Problems.Invalid("domain", $"{model.Domain} decides nothing about anyone, so it gives no reasons.")
            : store.Versions(model).Count == 0 ? ModelsApi.NoModel(model) : null;

    private static Ok<ReasonList> Ok(string domain, string model, ReasonCatalogue catalogue)
        => TypedResults.Ok(new ReasonList(domain, model, catalogue.Reasons));
}
