using System.ComponentModel.DataAnnotations;

namespace FinScoring.Api.Prediction;

/// <summary>Section Prediction.</summary>
internal sealed class PredictionOptions
{
    /// <summary>Largest body of a single prediction, and largest row of a batch, in bytes. Beyond it 413. Default: 1 MiB.</summary>
    [Range(1024, 1 << 30)]
    public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>Largest batch in bytes, as sent and again after decompression. Default: 10 GiB.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxBatchBytes { get; set; } = 10L << 30;

    /// <summary>
    /// Largest temporary file of answer rows that one batch's client has not taken yet. At the bound the reading of the
    /// request waits for the client to read. Default: 1 GiB.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long MaxSpillBytes { get; set; } = 1L << 30;

    /// <summary>Where the temporary files go; the system's temporary folder unless set.</summary>
    public string? SpillFolder { get; set; }

    /// <summary>How long a single prediction may take to arrive, in seconds. Default: 30.</summary>
    [Range(1, 3600)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How long a batch may take from its first byte to the last byte taken, in seconds. Default: one hour.</summary>
    [Range(1, 7 * 24 * 3600)]
    public int BatchTimeoutSeconds { get; set; } = 3600;

    /// <summary>Searches of counterfactuals that run at the same time, 1 to 1024. Default: half of the processors.</summary>
    [Range(1, 1024)]
    public int MaxSearches { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>
    /// Made-up rows scored in the background after a start, so that the first batch is not slow: some three seconds for the default of
    /// 32,000. 0 for none, at most a million.
    /// </summary>
    [Range(0, 1_000_000)]
    public int WarmUpRows { get; set; } = 32_000;
}
