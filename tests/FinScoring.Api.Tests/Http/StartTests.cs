using System.Diagnostics;

namespace FinScoring.Api.Tests.Http;

public sealed class StartTests
{
    [Theory]
    [InlineData("Training__Parallelism", "99", "Parallelism")]
    [InlineData("Training__Parallelism", "many", "Training:Parallelism")]
    [InlineData("Models__Folder", "", "Folder")]
    public async Task A_wrong_setting_ends_the_start_with_one_line_that_names_it(string setting, string value, string named)
    {
        var (exitCode, output) = await RunAsync(setting, value);
        Assert.Equal(1, exitCode);
        var line = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("cannot start", line, StringComparison.Ordinal);
        Assert.Contains(named, line, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string setting, string value)
    {
        var folder = Directory.CreateTempSubdirectory("finscoring-tests-");
        try
        {
            using var service = new Process
            {
                StartInfo = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "FinScoring.Api.dll")])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    WorkingDirectory = folder.FullName,
                },
            };
            service.StartInfo.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
            service.StartInfo.Environment["URLS"] = "http://127.0.0.1:0";
            service.StartInfo.Environment[setting] = value;
            service.Start();
            var error = service.StandardError.ReadToEndAsync();
            var output = await service.StandardOutput.ReadToEndAsync() + await error;
            await service.WaitForExitAsync();
            return (service.ExitCode, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
