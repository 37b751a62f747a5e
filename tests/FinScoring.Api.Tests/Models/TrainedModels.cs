using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Models;

/// <summary>
/// Models trained once, copied for each test that wants to change them: loan/default with versions 1 and 2 of the same fields and
/// 3 without housing, and trade/default.
/// </summary>
public sealed class TrainedModels : IAsyncLifetime, IDisposable
{
    private readonly Service _trained = new();

    public async Task InitializeAsync()
    {
        await _trained.PublishAsync("loan", Some.Loan(), Some.LoanOptions);
        await _trained.PublishAsync("loan", Some.Loan(seed: 2), Some.LoanOptions);
        await _trained.PublishAsync("loan", Some.Loan(seed: 3), Some.LoanOptions + "&exclude=housing");
        await _trained.PublishAsync("trade", Bars(), "algorithm=logistic&folds=2&features=sentiment");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _trained.Dispose();

    /// <summary>A service that is not started yet, on a copy of the models.</summary>
    public Service NewService(string environment = "Production")
    {
        var service = new Service { Environment = environment };
        foreach (var domain in new[] { "loan", "trade" })
            Copy(Path.Combine(_trained.Folder, domain), Path.Combine(service.Folder, domain));
        return service;
    }

    /// <summary>800 bars of the shipped sample.</summary>
    public static string Bars()
        => string.Join('\n', File.ReadLines(Path.Combine(AppContext.BaseDirectory, "samples", "trade.csv")).Take(801));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}

[CollectionDefinition(Name)]
public sealed class OnTrainedModels : ICollectionFixture<TrainedModels>
{
    public const string Name = "trained models";
}
