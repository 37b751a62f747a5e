using FinScoring.Core.Models;
using FinScoring.Core.Scoring;

namespace FinScoring.Api.Models;

/// <summary>Loads champions and policies before the first request is taken.</summary>
internal sealed partial class ModelsLoader(ModelCatalog catalog, PolicyBook policies, ILogger<ModelsLoader> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        catalog.LoadChampions();
        await policies.LoadAsync(cancellationToken);
        LogLoaded(catalog.Store.Folder, catalog.Store.Models().Count);
        foreach (var (version, reason) in catalog.Faults)
            LogFault(version, reason);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Models folder {Folder}: {Models} models")]
    private partial void LogLoaded(string folder, int models);

    [LoggerMessage(LogLevel.Error, "Model version {Version} cannot be served: {Reason}")]
    private partial void LogFault(VersionKey version, string reason);
}
