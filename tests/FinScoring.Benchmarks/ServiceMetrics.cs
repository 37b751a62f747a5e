using System.Globalization;

namespace FinScoring.Benchmarks;

/// <summary>What a service says of its process at /metrics.</summary>
internal static class ServiceMetrics
{
    public const string ProcessorSeconds = "process_cpu_seconds_total";
    public const string WorkingSet = "process_working_set_bytes";
    public const string Managed = "dotnet_total_memory_bytes";
    public const string Handles = "process_open_handles";

    /// <summary>The values without labels, by name.</summary>
    public static async Task<Dictionary<string, double>> ReadAsync(HttpClient client, Uri service)
    {
        var text = await client.GetStringAsync(new Uri(service, "/metrics"));
        return text.Split('\n').Where(line => line.Length > 0 && line[0] != '#' && !line.Contains('{')).Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
