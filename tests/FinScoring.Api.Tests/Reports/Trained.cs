using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using FinScoring.Api.Models;
using FinScoring.Api.Reports;
using FinScoring.Api.Tests.Models;
using FinScoring.Api.Tests.Training;
using FinScoring.Core;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Explanation.Effects;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.ML;

namespace FinScoring.Api.Tests.Reports;

/// <summary>Manifests of small trainings, each made once, and reports of them.</summary>
internal static class Trained
{
    private static readonly ConcurrentDictionary<(string, string), Lazy<(Manifest Manifest, GlobalView View)>> Models = new();

    public static Manifest Manifest(string domain = "loan", string algorithm = "logistic")
        => Get(domain, algorithm).Manifest;

    public static GlobalView View(string domain = "loan", string algorithm = "logistic") => Get(domain, algorithm).View;

    public static ReportSource Source(Manifest manifest, Policy? policy = null, GlobalView? view = null)
        => new(new VersionDetails(manifest) { Champion = true }, new(1, policy ?? Domain.Find(manifest.Domain)!.DefaultPolicy)) { View = view };

    private static (Manifest Manifest, GlobalView View) Get(string domain, string algorithm)
        => Models.GetOrAdd((domain, algorithm), _ => new(() => Train(domain, algorithm))).Value;

    private static (Manifest, GlobalView) Train(string domain, string algorithm)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, domain == "trade" ? TrainedModels.Bars() : WithAge(Some.Loan(noise: 2)));
            var table = TableReader.Read(path, header: true, []);
            TrainingOptions options = domain == "trade"
                ? new() { Algorithm = algorithm, Folds = 2 }
                : new() { Algorithm = algorithm, Folds = 2, Label = "outcome", Positive = "bad", Protected = ["age"] };
            var model = new ScoringPipeline(2).Train(Domain.Find(domain)!, table, options, _ => { });
            var manifest = model.Manifest with
            {
                Version = 7,
                Job = "a1b2",
                CreatedAt = new(2026, 2, 1, 9, 30, 0, DateTimeKind.Utc),
                DataHash = new('d', 64),
                Files = new Dictionary<string, string> { ["model.zip"] = new('f', 64) },
            };
            return (manifest, ViewOf(model));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static GlobalView ViewOf(TrainedModel model)
    {
        using var zip = new MemoryStream();
        new MLContext().Model.Save(model.Chain, model.Schema, zip);
        zip.Position = 0;
        return GlobalView.Of(Scorer.Load(zip, model.Manifest, explanation: model.Explanation.ToJson()))!;
    }

    private static string WithAge(string csv)
    {
        var lines = csv.TrimEnd().Split('\n');
        var text = new StringBuilder("age,").Append(lines[0]).Append('\n');
        foreach (var (line, i) in lines.Skip(1).Select((line, i) => (line, i)))
            text.Append(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? "young" : "old")},{line}\n");
        return text.ToString();
    }
}
