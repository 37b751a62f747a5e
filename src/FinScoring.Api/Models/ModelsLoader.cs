using FinScoring.Core.Scoring;

namespace FinScoring.Api.Models;

/// <summary>Loads champions and policies before the first request is taken.</summary>
internal sealed class ModelsLoader(ModelCatalog catalog, PolicyBook policies, ModelLog log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        catalog.LoadChampions();
        await policies.LoadAsync(cancellationToken);
        log.Loaded(catalog.Store.Folder, catalog.Store.Models().Count);
        foreach (var (version, reason) in catalog.Faults)
            log.Fault(version, reason);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
