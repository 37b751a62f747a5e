using System.Text.Json.Nodes;

namespace FinScoring.Api.Prediction;

/// <summary>The answers that Swagger UI shows, by domain, and by what more was asked for.</summary>
internal static class PredictionExamples
{
    public static IReadOnlyDictionary<string, string> Answers { get; } = new Dictionary<string, string>
    {
        ["loan"] = """
            {"predictionId":"01a209a1-6be8-7515-b8a2-cdd710914397","id":"A-17","domain":"loan","model":"default","version":3,"event":"default",
             "probability":0.083,"score":556,"decision":"approve","policy":1,"warnings":[]}
            """,
        ["risk"] = """
            {"predictionId":"01a209a1-6be8-7515-b8a2-cdd710914397","id":"A-17","domain":"risk","model":"default","version":1,"event":"bankruptcy",
             "probability":0.21,"band":"high","policy":1,
             "warnings":[{"code":"aboveRange","field":"interest_coverage","message":"is above the training range, -4.1 to 38.2."}]}
            """,
        ["loan, explain=reasons"] = """
            {"predictionId":"01a209a1-6be8-7515-b8a2-cdd710914397","id":"A-17","domain":"loan","model":"default","version":3,"event":"default",
             "probability":0.2,"score":527,"decision":"decline","policy":1,
             "reasons":[{"code":"R01L","feature":"income","text":"Income: lower than usual among applicants who are approved"},
                        {"code":"R02C","feature":"housing","text":"Housing: riskier than usual among applicants who are approved"}],"warnings":[]}
            """,
        ["loan, explain=true"] = """
            {"predictionId":"01a209a1-6be8-7515-b8a2-cdd710914397","id":"A-17","domain":"loan","model":"default","version":3,"event":"default",
             "probability":0.2,"score":527,"decision":"decline","policy":1,
             "explanation":{"baseline":-2.1,"baselineName":"background","logOdds":-1.386,
              "contributions":[{"feature":"income","contribution":0.614},{"feature":"housing","contribution":0.1}]},"warnings":[]}
            """,
        ["trade"] = """
            {"predictionId":"01a209a1-6be8-7515-b8a2-cdd710914397","domain":"trade","model":"default","version":2,"event":"up","symbol":"DEMO","asOf":"2024-03-25",
             "horizon":1,"probability":0.531,"expectedReturn":0.0007,"direction":"up","policy":1,"warnings":[]}
            """,
    };

    public static IReadOnlyDictionary<string, string> JsonAnswers { get; } = Answers.ToDictionary(answer => answer.Key, answer => $"[{answer.Value}]");

    public static IReadOnlyDictionary<string, string> NdJsonAnswers { get; }
        = Answers.ToDictionary(answer => answer.Key, answer => JsonNode.Parse(answer.Value)!.ToJsonString() + "\n");

    public static IReadOnlyDictionary<string, string> CsvAnswers { get; } = new Dictionary<string, string>
    {
        ["loan"] = "id,probability,score,decision,warnings,error\nA-17,0.083,556,approve,,\n",
        ["risk"] = "id,probability,band,warnings,error\nA-17,0.21,high,,\n",
        ["loan, explain=reasons"] = "id,probability,score,decision,warnings,error,reasons\nA-17,0.2,527,decline,,,R01L R02C\n",
        ["loan, explain=true"] = "id,probability,score,decision,warnings,error,baseline,logOdds,income,housing\nA-17,0.2,527,decline,,,-2.1,-1.386,0.614,0.1\n",
        ["trade"] = "id,probability,symbol,asOf,expectedReturn,direction,warnings,error\n,,DEMO,2024-03-22,,,,\n,0.531,DEMO,2024-03-25,0.0007,up,,\n",
    };
}
