using System.Diagnostics;

namespace FinScoring.Api.Training.Worker;

/// <summary>How to start this program a second time, however it was started: as an executable, by dotnet, or inside a test runner.</summary>
internal static class SelfCommand
{
    public static ProcessStartInfo Of(params string[] arguments)
    {
        var assembly = typeof(SelfCommand).Assembly;
        var process = Environment.ProcessPath;
        // Empty where the program is a single file.
        var dll = assembly.Location;
        return dll.Length == 0 || Path.GetFileName(process) == Executable(assembly.GetName().Name!)
            ? new(process!, arguments)
            : new(Dotnet(process), ["exec", dll, .. arguments]);
    }

    /// <summary>The dotnet this process runs on: itself, or the one above the shared framework ({dotnet}/shared/{framework}/{version}).</summary>
    private static string Dotnet(string? process)
    {
        var name = Executable("dotnet");
        if (Path.GetFileName(process) == name)
            return process!;
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        return File.Exists(Path.Combine(root, name)) ? Path.Combine(root, name) : name;
    }

    private static string Executable(string name) => OperatingSystem.IsWindows() ? $"{name}.exe" : name;
}
