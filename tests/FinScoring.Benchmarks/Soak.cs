using System.Globalization;

namespace FinScoring.Benchmarks;

/// <summary>
/// Mixed load on a service for a long time, and whether it grows: memory, handles, temporary files. The first quarter warms up. Memory
/// rises between two collections, so of each minute the least counts, and the slope is a least squares line through these.
/// </summary>
internal static class Soak
{
    private const int Callers = 4;
    private const double Megabyte = 1024 * 1024;

    /// <summary>Megabytes an hour.</summary>
    private const double MostGrowth = 1;

    /// <param name="service">Where the service listens.</param>
    /// <param name="models">Its models folder, where temporary files would stay.</param>
    /// <param name="minutes">How long.</param>
    /// <returns>0; 1 if memory surely grows by more than a megabyte an hour, or handles or files do.</returns>
    public static async Task<int> RunAsync(Uri service, string models, int minutes)
    {
        using var client = new HttpClient { BaseAddress = service, Timeout = TimeSpan.FromMinutes(15) };
        var row = Path.GetTempFileName();
        GermanCreditJson.Write(row);
        var traffic = new SoakTraffic(client, await File.ReadAllTextAsync(row), await File.ReadAllBytesAsync(SharedData.GermanCredit));
        File.Delete(row);
        await traffic.TrainAsync();
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers).Select(_ => traffic.RunAsync(stop.Token)).ToArray();
        var seen = new List<Minute>();
        Console.WriteLine("minute  requests  working set MB  managed MB  handles  temporary files");
        for (var minute = 1; minute <= minutes; minute++)
        {
            var last = await MinuteAsync(client, service, models, minute);
            seen.Add(last);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{minute,6}  {traffic.Requests,8}  {last.WorkingSet,14:F1}  {last.Managed,10:F1}  {last.Handles,7}  {last.Files,15}"));
            if (callers.FirstOrDefault(caller => caller.IsFaulted) is { } failed) await failed;
        }

        await stop.CancelAsync();
        await Task.WhenAll(callers);
        return Judge([.. seen.Skip(minutes / 4)]);
    }

    private static async Task<Minute> MinuteAsync(HttpClient client, Uri service, string models, int minute)
    {
        var least = new Minute(minute, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        for (var second = 0; second < 60; second++)
        {
            await Task.Delay(1000);
            var now = await ServiceMetrics.ReadAsync(client, service);
            var files = Directory.EnumerateFileSystemEntries(Path.Combine(models, ".tmp"), "*", SearchOption.AllDirectories).Count();
            least = new(
                minute, Math.Min(least.WorkingSet, now[ServiceMetrics.WorkingSet] / Megabyte), Math.Min(least.Managed, now[ServiceMetrics.Managed] / Megabyte),
                Math.Min(least.Handles, now[ServiceMetrics.Handles]), Math.Min(least.Files, files));
        }

        return least;
    }

    private static int Judge(Minute[] minutes)
    {
        bool[] grows =
        [
            Grows("working set, MB", minutes, m => m.WorkingSet, MostGrowth), Grows("managed memory, MB", minutes, m => m.Managed, MostGrowth),
            Grows("handles", minutes, m => m.Handles, MostGrowth), Grows("temporary files", minutes, m => m.Files, MostGrowth),
        ];
        return grows.Contains(true) ? 1 : 0;
    }

    /// <summary>Whether the slope's 95 % interval lies above what is allowed in an hour.</summary>
    private static bool Grows(string what, Minute[] minutes, Func<Minute, double> value, double most)
    {
        var (meanTime, mean) = (minutes.Average(m => m.Number), minutes.Average(value));
        var spread = minutes.Sum(m => (m.Number - meanTime) * (m.Number - meanTime));
        var slope = minutes.Sum(m => (m.Number - meanTime) * (value(m) - mean)) / spread;
        var residual = minutes.Sum(m => Math.Pow(value(m) - mean - slope * (m.Number - meanTime), 2));
        var error = Math.Sqrt(residual / Math.Max(1, minutes.Length - 2) / spread);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {60 * slope:F2} an hour, +- {120 * error:F2}; mean {mean:F1}"));
        return 60 * (slope - 2 * error) > most;
    }

    /// <summary>The least of a minute.</summary>
    private sealed record Minute(int Number, double WorkingSet, double Managed, double Handles, double Files);
}
