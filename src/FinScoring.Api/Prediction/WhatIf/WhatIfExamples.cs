namespace FinScoring.Api.Prediction.WhatIf;

/// <summary>The answers that Swagger UI shows, by domain.</summary>
internal static class WhatIfExamples
{
    public static IReadOnlyDictionary<string, string> Answers { get; } = new Dictionary<string, string>
    {
        ["loan"] = """
            {"before":{"id":"A-17","domain":"loan","model":"default","version":3,"event":"default","probability":0.2,"score":527,"decision":"decline",
               "policy":1,"explanation":{"baseline":-2.1,"baselineName":"background","logOdds":-1.386,
               "contributions":[{"feature":"income","contribution":0.614},{"feature":"housing","contribution":0.1}]},"warnings":[]},
             "after":{"id":"A-17","domain":"loan","model":"default","version":3,"event":"default","probability":0.15,"score":537,"decision":"review",
               "policy":1,"explanation":{"baseline":-2.1,"baselineName":"background","logOdds":-1.735,
               "contributions":[{"feature":"income","contribution":0.265},{"feature":"housing","contribution":0.1}]},"warnings":[]},
             "difference":{"logOdds":-0.349,"contributions":[{"feature":"income","contribution":-0.349},{"feature":"housing","contribution":0}]}}
            """,
        ["risk"] = """
            {"before":{"domain":"risk","model":"default","version":1,"event":"bankruptcy","probability":0.21,"band":"high",
               "policy":1,"explanation":{"baseline":-2.9,"baselineName":"background","logOdds":-1.325,
               "contributions":[{"feature":"current_ratio","contribution":1.575}]},"warnings":[]},
             "counterfactuals":[{"changes":[{"feature":"current_ratio","from":0.8,"to":1.1}],
               "after":{"domain":"risk","model":"default","version":1,"event":"bankruptcy","probability":0.12,"band":"moderate",
               "policy":1,"explanation":{"baseline":-2.9,"baselineName":"background","logOdds":-1.992,
               "contributions":[{"feature":"current_ratio","contribution":0.908}]},"warnings":[]}}]}
            """,
    };
}
