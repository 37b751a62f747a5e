using FinScoring.Api.Models;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Reasons;

/// <summary>
/// Makes what the reasons of a champion need before a request waits for it, where its policy asks for them: at start, when another
/// version becomes champion and when the policy changes. Lets the catalogues follow those of another service on the folder.
/// </summary>
internal sealed class ReasonsWarmer(ModelCatalog catalog, PolicyBook policies, FolderWatch folder, ReasonBook book, ReasonModels reasons) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        catalog.ChampionChanged += Warm;
        policies.Changed += Warm;
        folder.CaughtUp += book.CatchUp;
        foreach (var champion in catalog.Champions)
            Warm(champion.Manifest.Key.Model);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        catalog.ChampionChanged -= Warm;
        policies.Changed -= Warm;
        folder.CaughtUp -= book.CatchUp;
        return Task.CompletedTask;
    }

    private void Warm(ModelKey model)
    {
        if (policies.Current(model).Policy is DecisionPolicy { Explain: DecisionPolicy.WithReasons } policy)
            _ = MakeAsync(model, policy);
    }

    private async Task MakeAsync(ModelKey model, DecisionPolicy policy)
    {
        try
        {
            if (catalog.Champion(model) is { } champion)
                await reasons.OfAsync(champion, policy);
        }
        catch (DamagedModelException)
        {
            // Whoever asks for the reasons is told.
        }
    }
}
