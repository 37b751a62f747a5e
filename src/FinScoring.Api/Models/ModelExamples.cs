namespace FinScoring.Api.Models;

/// <summary>The bodies that Swagger UI shows.</summary>
internal static class ModelExamples
{
    public const string List = """[{"domain":"loan","model":"default","champion":3,"versions":[1,3]}]""";

    public const string Model = """
        {"domain":"loan","model":"default","champion":3,"policy":1,"versions":[
          {"version":3,"status":"available","reason":null,"createdAt":"2026-02-01T09:30:00Z",
           "algorithm":"lightgbm","event":"default","auc":0.781,"note":null},
          {"version":2,"status":"deleted","reason":null,"createdAt":"2026-01-08T10:00:00Z",
           "algorithm":"logistic","event":"default","auc":0.752,"note":null},
          {"version":1,"status":"available","reason":null,"createdAt":"2026-01-05T16:20:00Z",
           "algorithm":"logistic","event":"default","auc":0.764,"note":"first"}]}
        """;

    public const string Evaluation = """
        {"id":"01a209a21d5e7649981ee2d2ae8243d9","createdAt":"2026-02-01T10:00:00Z",
         "dataHash":"d26d565b69d2366db701e8a67be3982f7fd54b6ee9a6c745d537473c00b44644",
         "report":{"protocol":"holdout","rows":1200,"events":150,
          "metrics":{"auc":0.774,"gini":0.548,"ks":0.42,"prAuc":0.391,"partialGini":0.502,"hMeasure":0.224,"logLoss":0.311,"brier":0.094,
                     "accuracy":0.881,"calibrationError":0.012,"calibrationSlope":0.97,"calibrationIntercept":-0.04,
                     "confusion":{"truePositive":24,"falsePositive":17,"trueNegative":1033,"falseNegative":126}},
          "spread":{},"intervals":{"auc":{"low":0.731,"high":0.813}},"folds":[],
          "decomposition":{"miscalibration":0.002,"discrimination":0.017,"uncertainty":0.109,"isotonic":0.092},
          "curves":{"roc":[{"falsePositiveRate":0,"truePositiveRate":0,"threshold":null},
                           {"falsePositiveRate":0.12,"truePositiveRate":0.51,"threshold":0.21},
                           {"falsePositiveRate":1,"truePositiveRate":1,"threshold":0.008}],
                    "precisionRecall":[{"recall":0,"precision":1,"threshold":null},
                                       {"recall":0.51,"precision":0.378,"threshold":0.21},
                                       {"recall":1,"precision":0.125,"threshold":0.008}],
                    "calibration":[{"probability":0.014,"eventRate":0.017,"rows":120,"interval":{"low":0.005,"high":0.059}}],
                    "deciles":[{"number":1,"rows":120,"events":53,"eventRate":0.442,"meanProbability":0.438,
                                "gain":0.353,"lift":3.53,"cumulativeLift":3.53,
                                "gainInterval":{"low":0.28,"high":0.43},"liftInterval":{"low":2.8,"high":4.3}}],
                    "distribution":[{"lowest":0.0451,"highest":0.0463,"events":1,"others":17}]},
          "returns":null}}
        """;

    public const string EventRate = """{"eventRate":0.03}""";

    public const string LabelledFile = "income,housing,outcome\n35400,rent,repaid\n12800,own,default\n";

    public const string Recalibrated = """
        {"status":"available","reason":null,"champion":false,"evaluations":[],"domain":"loan","model":"default","version":4,
         "job":"01a20a3c1f8e7c50b1d2ce0a6a5e9d11","createdAt":"2026-03-01T08:00:00Z","event":"default","algorithm":"lightgbm",
         "recalibratedFrom":{"version":3,"kind":"eventRate","line":{"slope":1,"offset":-1.514},
                             "before":{"slope":0.5,"offset":0.02},"after":{"slope":0.5,"offset":-1.494},
                             "eventRateBefore":0.123,"eventRate":0.03,"rows":null,"events":null,"dataHash":null,"report":null},
         "metrics":{"auc":0.781,"gini":0.562,"ks":0.44,"prAuc":0.163,"partialGini":0.548,"hMeasure":0.228,"logLoss":0.119,"brier":0.027,
                    "accuracy":0.97,"calibrationError":0.003,"calibrationSlope":1.01,"calibrationIntercept":0.001,
                    "confusion":{"truePositive":9,"falsePositive":4,"trueNegative":3504,"falseNegative":483}},
         "logOdds":{"slope":0.5,"offset":-1.494},"warnings":[],"note":null}
        """;

    public const string Effects = """
        {"baseline":-2.31,"baselineName":"background","rows":1000,
         "importance":[{"feature":"income","meanAbsolute":0.42,"share":0.7},{"feature":"housing","meanAbsolute":0.18,"share":0.3}],
         "effects":[{"feature":"income","kind":"numeric","points":[
                      {"kind":"range","label":null,"value":8120.5,"contribution":0.91,"low":0.84,"high":1.02,"rows":50},
                      {"kind":"missing","label":"missing","value":null,"contribution":0.2,"low":0.2,"high":0.2,"rows":12}]},
                    {"feature":"housing","kind":"category","points":[
                      {"kind":"level","label":"rent","value":null,"contribution":0.22,"low":0.15,"high":0.3,"rows":620}]}],
         "interactions":[{"first":"income","second":"housing","hSquared":0.031,"rms":0.07}]}
        """;

    public const string Version = """
        {"status":"available","reason":null,"champion":true,"evaluations":[],"domain":"loan","model":"default","version":3,
         "job":"01a209a16be87515b8a2cdd710914397","createdAt":"2026-02-01T09:30:00Z","event":"default","algorithm":"lightgbm",
         "algorithmReason":"Lower log-loss than logistic in 4 of 5 folds.",
         "candidates":[{"algorithm":"lightgbm","logLoss":0.309,"logLossSpread":0.011,"auc":0.781},
                       {"algorithm":"logistic","logLoss":0.318,"logLossSpread":0.009,"auc":0.764}],
         "options":{"label":"outcome","positive":"default","algorithm":"auto","folds":5,"seed":1},
         "signature":{"columns":[{"name":"income","kind":"numeric","missing":false,"min":4600,"max":170800,
                                  "wholeNumbers":true,"example":"35400"},
                                 {"name":"housing","kind":"category","missing":false,
                                  "categories":["rent","own"],"example":"rent"}]},
         "rows":{"read":4000,"unlabelled":0,"used":4000,"events":492,"copies":0},
         "selection":[{"name":"income","kept":true,"reason":"it says something about the event",
                       "mutualInformation":0.021,"informationValue":0.34,
                       "outOfFold":{"informationValue":0.32,"mutualInformation":0.019,"auc":0.652},"strong":false,
                       "suspectedLeak":false,"cluster":"income","keptInFolds":5,"folds":5}],
         "metrics":{"auc":0.781,"gini":0.562,"ks":0.44,"prAuc":0.402,"partialGini":0.511,"hMeasure":0.231,"logLoss":0.309,"brier":0.092,
                    "accuracy":0.884,"calibrationError":0.009,"calibrationSlope":1.01,"calibrationIntercept":0.002,
                    "confusion":{"truePositive":80,"falsePositive":52,"trueNegative":3456,"falseNegative":412}},
         "fairness":[{"column":"sex","grouping":{"levels":["m","f"],"bounds":[]},"reference":"m",
                      "groups":[{"group":"f","rows":1810,"events":210,"small":false,
                                 "eventRate":{"value":0.116,"interval":{"low":0.102,"high":0.131}},
                                 "outcomes":[{"outcome":"approve","below":0.0909,
                                              "approvalRate":{"value":0.561,"interval":{"low":0.538,"high":0.584}},
                                              "disparateImpact":{"value":0.97,"interval":{"low":0.917,"high":1.026}}}]}],
                      "proxy":{"rows":4000,"auc":0.58,"groups":[],"features":[{"name":"income","auc":0.56}],"interval":{"low":0.562,"high":0.598}},
                      "note":"For monitoring: differences to look into, on these rows and at these thresholds."}],
         "fairnessAtPolicy":[{"column":"sex","policy":2,"reference":"m","groups":[{"group":"f","small":false,"outcomes":[
                              {"outcome":"approve","below":0.08,"approvalRate":{"value":0.522},"disparateImpact":{"value":0.96}}]}]}],
         "dataHash":"d26d565b69d2366db701e8a67be3982f7fd54b6ee9a6c745d537473c00b44644",
         "files":{"model.zip":"b399d4412a9d930c3a58e6ee5454a1c309405a20d83a5fa9eed8dba5328e18ae"},"warnings":[],"note":null}
        """;

    public const string Scorecard = """
        feature,kind,bin,from,to,count,events,eventRate,woe,iv,coefficient,logOdds,points
        ,base,,,,,,,,,-1.96,-1.96,543.68
        income,range,below 25000,,25000,1200,240,0.2,0.578,0.124,0.91,0.526,-15.18
        income,range,25000 or more,25000,,2800,252,0.09,-0.349,0.075,0.91,-0.318,9.18
        housing,levels,rent | lodging,,,1500,270,0.18,0.448,0.089,0.88,0.394,-11.37
        housing,levels,own,,,2450,215,0.0878,-0.377,0.075,0.88,-0.332,9.58
        housing,other,other,,,50,7,0.14,0.146,0.0003,0.88,0.129,-3.72

        """;

    public const string Predictions = """
        row,id,fold,label,weight,probability
        1,A-00001,3,0,1,0.0423157894736842
        2,A-00002,1,1,1,0.3571830985915493
        3,A-00003,5,0,1,0.1018867924528302

        """;

    public const string PredictionsOfBars = """
        row,id,symbol,date,fold,label,weight,probability
        261,,AAA,2024-05-31,1,1,1,0.5131578947368421
        262,,AAA,2024-06-03,1,0,1,0.4967105263157895

        """;

    public const string Promotion = """{"version":3,"acceptSignatureChange":false}""";

    public const string PolicyChange = """{"approveBelow":0.08,"declineFrom":0.2}""";

    public static IReadOnlyDictionary<string, string> Policies { get; } = new Dictionary<string, string>
    {
        ["loan"] = """{"policy":2,"approveBelow":0.08,"declineFrom":0.2,"points":600,"odds":50,"pointsToDouble":20,"explain":"reasons","reasonShare":0.05,"missing":"refuse","assumed":false}""",
        ["risk"] = """{"policy":1,"moderateFrom":0.05,"highFrom":0.15,"criticalFrom":0.4,"explain":"none","reasonShare":0.05,"missing":"refuse","assumed":true}""",
        ["trade"] = """{"policy":2,"flatReturn":0.0005,"missing":"neutral","assumed":false}""",
    };
}
