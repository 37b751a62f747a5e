using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using Microsoft.ML;

namespace FinScoring.Core;

/// <summary>The five stages, in the order they run.</summary>
public enum Stage
{
    Normalize,
    Select,
    Train,
    Evaluate,
    Apply,
}

/// <summary>Where a training is: the stage under way and the share of all work done, 0 to 1.</summary>
public sealed record TrainingProgress(Stage Stage, double Fraction, string Message);

/// <summary>A fitted chain, the schema it starts from, and its manifest (version, job and file hashes are set when published).</summary>
public sealed record TrainedModel(ITransformer Chain, DataViewSchema Schema, Manifest Manifest);

/// <summary>Normalize, select, train, evaluate, apply: one pipeline for every domain.</summary>
public sealed class ScoringPipeline(int threads)
{
    public int Threads { get; } = threads;

    /// <exception cref="BadDataException">The data or options cannot be trained on.</exception>
    public TrainedModel Train(
        Domain domain, Table table, TrainingOptions options, Action<TrainingProgress> report, CancellationToken cancel = default)
        => throw new NotImplementedException();
}
