using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FinScoring.Api.Tests;

/// <summary>The service as a process of its own, to be killed.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process, string address)
    {
        _process = process;
        Client = new() { BaseAddress = new(address) };
    }

    public HttpClient Client { get; }

    /// <param name="folder">The models folder.</param>
    /// <param name="byDotnet">By "dotnet FinScoring.Api.dll", else by its executable.</param>
    /// <param name="settings">Environment variables: ("Training__Threads", "2").</param>
    /// <exception cref="InvalidOperationException">The service ended before it listened; what it said is the message.</exception>
    public static async Task<ServiceProcess> StartAsync(string folder, bool byDotnet, params (string Name, string Value)[] settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "FinScoring.Api");
        var process = new Process
        {
            StartInfo = byDotnet ? new("dotnet", [$"{program}.dll"]) : new(OperatingSystem.IsWindows() ? $"{program}.exe" : program),
        };
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.Environment["Models__Folder"] = folder;
        process.StartInfo.Environment["URLS"] = "http://127.0.0.1:0";
        process.StartInfo.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
            process.StartInfo.Environment[name] = value;
        var address = new TaskCompletionSource<string>();
        var said = "";
        process.OutputDataReceived += (_, line) =>
        {
            // No line: the output has ended, and so has the service.
            if (line.Data is null)
                address.TrySetException(new InvalidOperationException(said));
            else if (Address().Match(line.Data) is { Success: true } match)
                address.TrySetResult(match.Value);
            said += line.Data;
        };
        process.Start();
        process.BeginOutputReadLine();
        return new(process, await address.Task);
    }

    /// <summary>SIGKILL: nothing of the service runs after this, not even a finally.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        Client.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+")]
    private static partial Regex Address();
}
