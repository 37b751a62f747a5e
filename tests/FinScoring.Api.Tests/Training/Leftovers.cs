namespace FinScoring.Api.Tests.Training;

/// <summary>What a job must not leave behind.</summary>
internal static class Leftovers
{
    /// <summary>Folders of jobs.</summary>
    public static string[] Folders(string models)
        => Directory.Exists(Path.Combine(models, ".staging")) ? Directory.GetDirectories(Path.Combine(models, ".staging")) : [];

    /// <summary>Training processes of a models folder, by id. Linux only.</summary>
    public static int[] Processes(string models)
        => [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Where(id => Command(id!).Contains(models, StringComparison.Ordinal)).Select(id => int.Parse(id!, null))];

    public static async Task NoneAsync(string models)
    {
        for (var look = 0; look < 50 && (Folders(models).Length > 0 || Processes(models).Length > 0); look++)
            await Task.Delay(100);
        Assert.Empty(Folders(models));
        Assert.Empty(Processes(models));
    }

    private static string Command(string id)
    {
        try
        {
            var command = File.ReadAllText($"/proc/{id}/cmdline");
            return command.Contains("train-worker", StringComparison.Ordinal) ? command : "";
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }
}
