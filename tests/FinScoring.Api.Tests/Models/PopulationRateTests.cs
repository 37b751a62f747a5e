using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Models;

/// <summary>A model told that the event is rarer among those who will be scored, and files that hold it as often as its training file.</summary>
public sealed class PopulationRateTests(Service service) : IClassFixture<Service>
{
    private const string Route = "/models/loan/default/1/evaluations";

    [Fact]
    public async Task A_file_of_another_event_rate_says_so_and_how_far_the_intercept_is_off_for_it()
    {
        await service.PublishAsync("loan", Some.Loan(), Some.LoanOptions + "&populationRate=0.03");
        var file = Some.Loan(rows: 400, seed: 9);
        string[] lines = [.. file.TrimEnd().Split('\n')];
        var events = lines.Count(line => line.EndsWith(",bad", StringComparison.Ordinal));
        var report = await ReportAsync(file);

        var warning = Assert.Single(report.Warnings, w => w.Contains("populationRate", StringComparison.Ordinal));
        var rate = events / 400.0;
        Assert.StartsWith(FormattableString.Invariant($"The event has a share of {100 * rate:0.0##} % in the file, and populationRate said 3.0 % at training"), warning, StringComparison.Ordinal);
        var off = Math.Log(rate / (1 - rate)) - Math.Log(.03 / .97);
        Assert.Contains(FormattableString.Invariant($"calibrationIntercept is off by about {off:+0.00}"), warning, StringComparison.Ordinal);
        // It is what the evaluation finds, but for the noise of 400 rows.
        Assert.InRange(report.Intercept, off - .6, off + .6);

        // One event among 33, as the population has it.
        string[] others = [.. lines.Skip(1).Where(line => !line.EndsWith(",bad", StringComparison.Ordinal))];
        string[] few = [.. lines.Where(line => line.EndsWith(",bad", StringComparison.Ordinal)).Take(others.Length * 3 / 97)];
        Assert.DoesNotContain((await ReportAsync(string.Join('\n', [lines[0], .. others, .. few]))).Warnings, w => w.Contains("populationRate", StringComparison.Ordinal));
    }

    private async Task<(string[] Warnings, double Intercept)> ReportAsync(string file)
    {
        var report = (await service.Client.PostCsvAsync(Route, file).OkAsync()).GetProperty("report");
        return ([.. report.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()!)], report.GetProperty("metrics").GetProperty("calibrationIntercept").GetDouble());
    }
}
