using FinScoring.Api.Tests.Models;
using FinScoring.Api.Tests.Training;

namespace FinScoring.Api.Tests.Metrics;

[Collection(OnTrainedModels.Name)]
public sealed class MetricsTests(TrainedModels models)
{
    [Fact]
    public async Task An_empty_service_has_the_text_format_and_zeros_for_every_domain()
    {
        await using var service = new Service();
        using var answer = await service.Client.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var lines = await LinesAsync(service);
        Assert.All(new[] { "loan", "risk", "trade" }, domain =>
        {
            Assert.Contains($$"""finscoring_jobs{domain="{{domain}}",status="queued"} 0""", lines);
            Assert.Contains($$"""finscoring_jobs_total{domain="{{domain}}",status="failed"} 0""", lines);
            Assert.Contains($$"""finscoring_champions{domain="{{domain}}",status="served"} 0""", lines);
        });
        Assert.Contains(lines, line => line.StartsWith("process_cpu_seconds_total ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("dotnet_total_memory_bytes ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Single_predictions_are_counted_by_outcome_and_by_no_other_service()
    {
        await using var service = models.NewService();
        await using var other = models.NewService();
        await service.Client.PredictLoanAsync().OkAsync();
        await service.Client.PredictLoanAsync("?version=2").OkAsync();
        await service.Client.PostJsonAsync("/predict/loan", """{"income":"much"}""").FieldsRefusedAsync();
        using var unknown = await service.Client.PredictLoanAsync("?model=no-such-model");

        var lines = await LinesAsync(service);
        Assert.Contains(Rows("single", "answered", 2), lines);
        Assert.Contains(Rows("single", "invalid", 1), lines);
        Assert.Contains(Rows("single", "failed", 0), lines);
        Assert.Contains("""finscoring_prediction_seconds_count{domain="loan",model="default"} 2""", lines);
        Assert.DoesNotContain(lines, line => line.Contains("no-such-model", StringComparison.Ordinal));
        Assert.DoesNotContain(await LinesAsync(other), line => line.StartsWith("finscoring_predictions_total{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Questions_are_counted_by_outcome()
    {
        await using var service = models.NewService();
        const string Row = """{"income":25,"housing":"own"}""";
        await service.Client.PostJsonAsync("/predict/loan/what-if", $$"""{"overrides":{"income":60},"row":{{Row}} }""").OkAsync();
        await service.Client.PostJsonAsync("/predict/loan/what-if", $$"""{"row":{{Row}},"counterfactuals":1}""").OkAsync();
        await service.Client.PostJsonAsync("/predict/loan/what-if", $$"""{"row":{{Row}},"why":true}""").FieldsRefusedAsync();
        var lines = await LinesAsync(service);
        Assert.Contains("""finscoring_what_ifs_total{domain="loan",model="default",outcome="answered"} 2""", lines);
        Assert.Contains("""finscoring_what_ifs_total{domain="loan",model="default",outcome="invalid"} 1""", lines);
        Assert.Contains("""finscoring_what_if_seconds_count{domain="loan",model="default"} 2""", lines);
        Assert.DoesNotContain(Rows("single", "answered", 1), lines);
    }

    [Fact]
    public async Task Each_row_of_a_batch_is_counted()
    {
        await using var service = models.NewService();
        using var answer = await service.Client.PostCsvAsync("/predict/loan/batch", "income,housing\n50,rent\nmuch,own\n40,own\n");
        await answer.Content.ReadAsStringAsync();

        var lines = await LinesAsync(service);
        Assert.Contains(Rows("batch", "answered", 2), lines);
        Assert.Contains(Rows("batch", "invalid", 1), lines);
    }

    [Fact]
    public async Task A_champion_that_cannot_be_served_is_counted()
    {
        await using var service = models.NewService();
        await File.WriteAllTextAsync(Path.Combine(service.Folder, "loan", "default", "1", "model.zip"), "damaged");

        var lines = await LinesAsync(service);
        Assert.Contains("""finscoring_champions{domain="loan",status="damaged"} 1""", lines);
        Assert.Contains("""finscoring_champions{domain="loan",status="served"} 0""", lines);
        Assert.Contains("""finscoring_champions{domain="trade",status="served"} 1""", lines);
    }

    [Fact]
    public async Task Trainings_are_counted_across_a_restart()
    {
        await using var service = new Service();
        await service.PublishAsync("loan", Some.Loan(), Some.LoanOptions);
        await using var restarted = await service.RestartAsync();
        Assert.Contains("""finscoring_jobs_total{domain="loan",status="succeeded"} 1""", await LinesAsync(restarted));
    }

    private static string Rows(string request, string outcome, int rows)
        => $$"""finscoring_predictions_total{domain="loan",model="default",request="{{request}}",outcome="{{outcome}}"} {{rows}}""";

    private static async Task<string[]> LinesAsync(Service service) => (await service.Client.GetStringAsync("/metrics")).Split('\n');
}
