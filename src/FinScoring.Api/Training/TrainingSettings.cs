using System.ComponentModel.DataAnnotations;

namespace FinScoring.Api.Training;

/// <summary>Section Training.</summary>
internal sealed class TrainingSettings
{
    /// <summary>Trainings that run at the same time, 1 to 16.</summary>
    [Range(1, 16)]
    public int Parallelism { get; set; } = 1;

    /// <summary>Threads of one training, 1 to 1024. Default: the processors of the machine.</summary>
    [Range(1, 1024)]
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>A training that takes longer than this many minutes fails, 1 to 10080 (a week). Default: a day.</summary>
    [Range(1, 10080)]
    public int MaxMinutes { get; set; } = 24 * 60;

    /// <summary>Largest body of a training, in bytes after decompression. Default: 1 GiB.</summary>
    [Range(1, 1L << 40)]
    public long MaxUploadBytes { get; set; } = 1L << 30;

    /// <summary>Largest JSON body of a training, in bytes after decompression: unlike a CSV file it is held in memory. Default: 64 MiB.</summary>
    [Range(1, 1L << 30)]
    public long MaxJsonBytes { get; set; } = 64L << 20;

    /// <summary>The longest that "Prefer: wait" holds an answer, in seconds, 0 to 3600.</summary>
    [Range(0, 3600)]
    public int MaxWaitSeconds { get; set; } = 300;
}
