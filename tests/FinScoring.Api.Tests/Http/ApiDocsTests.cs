using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FinScoring.Api.Http.Docs;
using FinScoring.Api.Tests.Models;
using FinScoring.Core.Data;
using Microsoft.OpenApi;

namespace FinScoring.Api.Tests.Http;

[Collection(OnTrainedModels.Name)]
public sealed class ApiDocsTests(TrainedModels models)
{
    [Fact]
    public async Task The_document_of_an_empty_service_is_the_approved_one()
    {
        await using var service = new Service();
        var received = Normalized(await service.Client.GetStringAsync("/swagger/v1/swagger.json"));
        var approvedPath = Path.Combine(SourceFolder(), "..", "openapi.approved.json");
        var receivedPath = Path.Combine(SourceFolder(), "..", "openapi.received.json");
        if (File.Exists(approvedPath) && Normalized(await File.ReadAllTextAsync(approvedPath)) == received)
            return;
        await File.WriteAllTextAsync(receivedPath, received);
        Assert.Fail($"""
            The API's document is not the approved one any more. v1 changes only by addition: compare
                git diff --no-index {Path.GetFullPath(approvedPath)} {Path.GetFullPath(receivedPath)}
            and if every difference is wanted, approve it:
                mv {Path.GetFullPath(receivedPath)} {Path.GetFullPath(approvedPath)}
            """);
    }

    [Fact]
    public async Task Every_route_has_a_summary_a_description_an_identifier_and_documented_answers()
    {
        await using var service = new Service();
        var document = await ApiDocument.ReadAsync(service);
        var routes = document.Operations.ToList();
        Assert.DoesNotContain(routes, route => string.IsNullOrEmpty(route.Operation.Summary));
        Assert.DoesNotContain(routes, route => string.IsNullOrEmpty(route.Operation.Description));
        Assert.Equal(routes.Count, routes.Select(route => route.Operation.OperationId).OfType<string>().Distinct().Count());
        var parameters = routes.SelectMany(route => route.Operation.Parameters ?? []);
        Assert.Empty(parameters.Where(parameter => string.IsNullOrEmpty(parameter.Description)).Select(parameter => parameter.Name));
        var answers = routes.SelectMany(route => route.Operation.Responses!).ToList();
        Assert.DoesNotContain(answers, answer => string.IsNullOrEmpty(answer.Value.Description));
        var errors = answers.Where(answer => answer.Key[0] is not '2');
        Assert.All(errors, answer => Assert.Equal("application/problem+json", Assert.Single(answer.Value.Content!).Key));
    }

    [Fact]
    public async Task Every_JSON_answer_has_an_example()
    {
        await using var service = new Service();
        var document = await ApiDocument.ReadAsync(service);
        var bare = from route in document.Operations
                   from answer in route.Operation.Responses!
                   from type in answer.Value.Content ?? new Dictionary<string, IOpenApiMediaType>()
                   where type.Key.Contains("json", StringComparison.Ordinal)
                   where type.Value.Example is null && type.Value.Examples is not { Count: > 0 }
                   select $"{route.Method} {route.Path} {answer.Key} {type.Key}";
        Assert.Empty(bare);
    }

    [Fact]
    public async Task A_model_s_real_fields_are_shown_with_types_ranges_and_categories()
    {
        await using var service = models.NewService();
        var document = await ApiDocument.ReadAsync(service);
        Assert.Equal(["default"], document.Models("/predict/loan"));

        var row = document.Schema("/predict/loan");
        Assert.Equal(["housing", "id", "income"], row.Properties!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["housing", "income"], row.Required!.Order(StringComparer.Ordinal));
        Assert.Equal(JsonSchemaType.Number, row.Properties["income"].Type);
        // Incomes are drawn between 20 and 80.
        Assert.InRange(double.Parse(row.Properties["income"].Minimum!, System.Globalization.CultureInfo.InvariantCulture), 20, 22);
        Assert.InRange(double.Parse(row.Properties["income"].Maximum!, System.Globalization.CultureInfo.InvariantCulture), 78, 80);
        Assert.Equal(["own", "rent"], row.Properties["housing"].Enum!.Select(category => (string?)category).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_field_s_codes_are_named_and_lie_in_its_range()
    {
        var field = FieldSchema.Of(new() { Name = "score", Kind = ColumnKind.Numeric, Min = 300, Max = 850, Specials = [-9, 9999] });
        Assert.Equal(("-9", "9999"), (field.Minimum, field.Maximum));
        Assert.StartsWith("Codes, no numbers: -9, 9999.", field.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fields_change_when_another_version_is_promoted()
    {
        await using var service = models.NewService();
        await ApiDocument.ReadAsync(service);
        await service.Client.PromoteAsync(3, acceptSignatureChange: true).OkAsync();
        var document = await ApiDocument.ReadAsync(service);
        Assert.Equal(["id", "income"], document.Schema("/predict/loan").Properties!.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("loan")]
    [InlineData("trade")]
    public async Task The_examples_score_without_a_warning_about_their_fields(string domain)
    {
        await using var service = models.NewService();
        var document = await ApiDocument.ReadAsync(service);
        var example = document.Example($"/predict/{domain}", "application/json", "default");
        var answer = await PostAsync(service, $"/predict/{domain}", "application/json", example.ToJsonString());
        using var prediction = JsonDocument.Parse(answer);
        Assert.InRange(prediction.RootElement.GetProperty("probability").GetDouble(), 0, 1);
        Assert.DoesNotContain(prediction.RootElement.GetProperty("warnings").EnumerateArray(), w => w.GetProperty("code").GetString() != "noSkill");
    }

    [Fact]
    public async Task The_example_of_a_question_is_answered_and_trade_has_none()
    {
        await using var service = models.NewService();
        var document = await ApiDocument.ReadAsync(service);
        var example = document.Example("/predict/loan/what-if", "application/json", "default");
        using var answer = JsonDocument.Parse(await PostAsync(service, "/predict/loan/what-if", "application/json", example.ToJsonString()));
        Assert.True(answer.RootElement.TryGetProperty("counterfactuals", out _));
        Assert.DoesNotContain(document.Operations, route => route.Path == "/predict/trade/what-if");
    }

    [Theory]
    [InlineData("loan", "text/csv")]
    [InlineData("loan", "application/x-ndjson")]
    [InlineData("loan", "application/json")]
    [InlineData("trade", "text/csv")]
    [InlineData("trade", "application/x-ndjson")]
    [InlineData("trade", "application/json")]
    public async Task The_examples_of_a_batch_score_in_every_type(string domain, string contentType)
    {
        await using var service = models.NewService();
        var document = await ApiDocument.ReadAsync(service);
        var example = document.Example($"/predict/{domain}/batch", contentType, "default");
        var body = contentType == "application/json" ? example.ToJsonString() : example.GetValue<string>();
        var answer = await PostAsync(service, $"/predict/{domain}/batch", contentType, body);
        Assert.DoesNotContain("invalidRow", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("malformedRow", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_and_its_page_can_be_switched_off()
    {
        await using var service = new Service { Settings = { ["Swagger:Enabled"] = "false" } };
        await service.Client.GetAsync("/swagger/v1/swagger.json").RefusedAsync(System.Net.HttpStatusCode.NotFound);
        await service.Client.GetAsync("/swagger/index.html").RefusedAsync(System.Net.HttpStatusCode.NotFound);
        await service.Client.GetAsync("/").RefusedAsync(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_page_is_there_in_Production_and_the_root_leads_to_it()
    {
        await using var service = new Service();
        Assert.Contains("swagger-ui", await service.Client.GetStringAsync("/swagger/index.html"), StringComparison.Ordinal);
        Assert.Contains("swagger-ui", await service.Client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    private static async Task<string> PostAsync(Service service, string path, string contentType, string body)
    {
        using var answer = await service.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, contentType));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private static string Normalized(string json)
        => json.ReplaceLineEndings("\n").Replace(@"\r\n", @"\n", StringComparison.Ordinal).TrimEnd() + "\n";

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
