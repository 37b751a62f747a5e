using System.Text.Json.Nodes;

namespace FinScoring.Api.Prediction;

/// <summary>The answers that Swagger UI shows, by domain.</summary>
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
        ["trade"] = "id,probability,symbol,asOf,expectedReturn,direction,warnings,error\n,,DEMO,2024-03-22,,,,\n,0.531,DEMO,2024-03-25,0.0007,up,,\n",
    };
}
