using System.Collections.Immutable;
using System.Text.Json;
using FinScoring.Api.Database;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using Microsoft.EntityFrameworkCore;

namespace FinScoring.Api.Models;

/// <summary>A state of a model's policy; states are numbered from 1 and all are kept.</summary>
internal sealed record NumberedPolicy(int Number, Policy Policy);

/// <summary>
/// The policies of all models, in memory so that a prediction never waits for the database, and written through to it.
/// A model's state 1 is its domain's default, marked as assumed; it is stored when state 2 is, so that a later release
/// with other defaults cannot change what state 1 was.
/// </summary>
internal sealed class PolicyBook(IDbContextFactory<ScoringDbContext> database, ModelStore store, TimeProvider time) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Dictionary<string, NumberedPolicy> Defaults =
        Domain.All.ToDictionary(domain => domain.Name, domain => new NumberedPolicy(1, domain.DefaultPolicy));

    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile ImmutableDictionary<ModelKey, ImmutableArray<NumberedPolicy>> _states
        = ImmutableDictionary<ModelKey, ImmutableArray<NumberedPolicy>>.Empty;

    /// <summary>Raised after the policy of a model changed.</summary>
    public event Action<ModelKey>? Changed;

    /// <summary>The current state; the domain's default as number 1 until someone sets one.</summary>
    public NumberedPolicy Current(ModelKey model)
        => _states.TryGetValue(model, out var states) ? states[^1] : Defaults[model.Domain];

    /// <summary>An older or the current state, or null if there is none of this number.</summary>
    public NumberedPolicy? Find(ModelKey model, int number)
        => States(model).FirstOrDefault(state => state.Number == number);

    /// <summary>Stores the state that follows from the current one and makes it current.</summary>
    public async Task<NumberedPolicy> ChangeAsync(ModelKey model, Func<Policy, Policy> change, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        while (true)
        {
            var number = Current(model).Number;
            try
            {
                var next = await StoreAsync(model, change, cancel);
                store.Changes.Renew();
                Changed?.Invoke(model);
                return next;
            }
            catch (DbUpdateException)
            {
                // If another service on this folder has taken the number meanwhile, this change follows from its state.
                await LoadAsync(cancel);
                if (Current(model).Number == number) throw;
            }
        }
    }

    /// <summary>Reads all states: at start, and when another service may have changed one.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        ImmutableDictionary<ModelKey, ImmutableArray<NumberedPolicy>> before, now;
        await _writing.WaitAsync(cancel);
        try
        {
            await using var db = await database.CreateDbContextAsync(cancel);
            before = _states;
            var rows = await db.Policies.AsNoTracking().OrderBy(row => row.Number).ToListAsync(cancel);
            _states = now = rows.GroupBy(row => new ModelKey(row.Domain, row.Model)).ToImmutableDictionary(
                model => model.Key, model => model.Select(row => new NumberedPolicy(row.Number, Read(row.Policy))).ToImmutableArray());
        }
        finally
        {
            _writing.Release();
        }

        foreach (var (model, states) in now)
        {
            if (states.Length != before.GetValueOrDefault(model, []).Length)
                Changed?.Invoke(model);
        }
    }

    public void Dispose() => _writing.Dispose();

    private ImmutableArray<NumberedPolicy> States(ModelKey model)
        => _states.TryGetValue(model, out var states) ? states : [Defaults[model.Domain]];

    private async Task<NumberedPolicy> StoreAsync(ModelKey model, Func<Policy, Policy> change, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            var states = States(model);
            var next = new NumberedPolicy(states[^1].Number + 1, change(states[^1].Policy));
            await using var db = await database.CreateDbContextAsync(cancel);
            if (!_states.ContainsKey(model))
                db.Policies.Add(Row(model, states[0]));
            db.Policies.Add(Row(model, next));
            await db.SaveChangesAsync(cancel);
            _states = _states.SetItem(model, states.Add(next));
            return next;
        }
        finally
        {
            _writing.Release();
        }
    }

    private static Policy Read(string json) => JsonSerializer.Deserialize<Policy>(json, Json)!;

    private PolicyRow Row(ModelKey model, NumberedPolicy state) => new()
    {
        Domain = model.Domain,
        Model = model.Name,
        Number = state.Number,
        Policy = JsonSerializer.Serialize(state.Policy, Json),
        CreatedAt = time.GetUtcNow().UtcDateTime,
    };
}
