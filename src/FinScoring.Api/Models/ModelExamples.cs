namespace FinScoring.Api.Models;

/// <summary>The bodies that Swagger UI shows.</summary>
internal static class ModelExamples
{
    public const string List = """[{"domain":"loan","model":"default","champion":3,"versions":[1,3]}]""";

    public const string Model = """
        {"domain":"loan","model":"default","champion":3,"policy":1,"versions":[
          {"version":3,"status":"available","reason":null,"createdAt":"2026-02-01T09:30:00Z","algorithm":"lightgbm","event":"default","auc":0.781,"note":null},
          {"version":2,"status":"deleted","reason":null,"createdAt":"2026-01-08T10:00:00Z","algorithm":"logistic","event":"default","auc":0.752,"note":null},
          {"version":1,"status":"available","reason":null,"createdAt":"2026-01-05T16:20:00Z","algorithm":"logistic","event":"default","auc":0.764,"note":"first"}]}
        """;

    public const string Promotion = """{"version":3,"acceptSignatureChange":false}""";

    public const string PolicyChange = """{"approveBelow":0.08,"declineFrom":0.2}""";

    public static IReadOnlyDictionary<string, string> Policies { get; } = new Dictionary<string, string>
    {
        ["loan"] = """{"policy":2,"approveBelow":0.08,"declineFrom":0.2,"points":600,"odds":50,"pointsToDouble":20,"assumed":false}""",
        ["risk"] = """{"policy":1,"moderateFrom":0.05,"highFrom":0.15,"criticalFrom":0.4,"assumed":true}""",
        ["trade"] = """{"policy":1,"flatReturn":0.0005,"assumed":true}""",
    };
}
