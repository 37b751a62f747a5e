using FinScoring.Api.Database;
using FinScoring.Api.Training.Jobs;
using FinScoring.Core.Domains;
using FinScoring.Core.Scoring;
using Microsoft.EntityFrameworkCore;
using Prometheus;

namespace FinScoring.Api.Metrics;

/// <summary>What is looked up when it is asked for. Jobs are counted where they are stored, so a restart loses none.</summary>
internal sealed class ServiceState
{
    private static readonly string[] Labels = ["domain", "status"];

    private readonly IDbContextFactory<ScoringDbContext> _database;
    private readonly ModelCatalog _catalog;
    private readonly Counter _ended;
    private readonly Gauge _waiting;
    private readonly Gauge _champions;

    public ServiceState(Measurements measurements, ModelCatalog catalog, IDbContextFactory<ScoringDbContext> database)
    {
        _database = database;
        _catalog = catalog;
        var factory = measurements.Factory;
        _ended = factory.CreateCounter("finscoring_jobs_total", "Trainings that ended: succeeded, failed, cancelled.", Labels);
        _waiting = factory.CreateGauge("finscoring_jobs", "Trainings that have not ended: queued, running.", Labels);
        _champions = factory.CreateGauge("finscoring_champions", "Models by their champion: served, or damaged and answering 503.", Labels);
    }

    public async Task UpdateAsync(CancellationToken cancel)
    {
        var jobs = await CountJobsAsync(cancel);
        var (served, damaged) = (_catalog.Champions, _catalog.ChampionFaults);
        foreach (var domain in Domain.All.Select(domain => domain.Name))
        {
            foreach (var status in JobStatus.All)
                Set(domain, status, jobs.GetValueOrDefault((domain, status)));
            _champions.WithLabels(domain, "served").Set(served.Count(scorer => scorer.Manifest.Domain == domain));
            _champions.WithLabels(domain, "damaged").Set(damaged.Keys.Count(version => version.Model.Domain == domain));
        }
    }

    private void Set(string domain, string status, int jobs)
    {
        if (JobStatus.HasEnded(status))
            _ended.WithLabels(domain, status).IncTo(jobs);
        else
            _waiting.WithLabels(domain, status).Set(jobs);
    }

    private async Task<Dictionary<(string Domain, string Status), int>> CountJobsAsync(CancellationToken cancel)
    {
        await using var db = await _database.CreateDbContextAsync(cancel);
        var counts = await db.Jobs.GroupBy(job => new { job.Domain, job.Status })
            .Select(jobs => new { jobs.Key.Domain, jobs.Key.Status, Count = jobs.Count() }).ToListAsync(cancel);
        return counts.ToDictionary(count => (count.Domain, count.Status), count => count.Count);
    }
}
