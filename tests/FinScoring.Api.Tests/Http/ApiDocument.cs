using System.Text.Json.Nodes;
using FinScoring.Api.Tests.Models;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace FinScoring.Api.Tests.Http;

/// <summary>/swagger/v1/swagger.json as tests look at it.</summary>
internal sealed class ApiDocument(OpenApiDocument document)
{
    public IEnumerable<(string Path, HttpMethod Method, OpenApiOperation Operation)> Operations
        => document.Paths.SelectMany(path => path.Value.Operations!.Select(method => (path.Key, method.Key, method.Value)));

    /// <summary>Reads the document; it must be valid OpenAPI.</summary>
    public static async Task<ApiDocument> ReadAsync(Service service)
    {
        var text = await service.Client.GetStringAsync("/swagger/v1/swagger.json");
        var read = OpenApiDocument.Parse(text, OpenApiConstants.Json, new OpenApiReaderSettings());
        Assert.Empty(read.Diagnostic!.Errors.Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Empty(read.Diagnostic.Warnings.Select(warning => $"{warning.Pointer}: {warning.Message}"));
        return new(read.Document!);
    }

    public OpenApiOperation Post(string path) => document.Paths[path].Operations![HttpMethod.Post];

    /// <summary>A field of a model's request.</summary>
    public IOpenApiSchema Field(string path, string name) => Schema(path).Properties![name];

    public IOpenApiSchema Schema(string path) => Post(path).RequestBody!.Content![Calls.Json].Schema!;

    public JsonNode Example(string path, string contentType, string model)
        => Post(path).RequestBody!.Content![contentType].Examples![model].Value!;

    /// <summary>The names that the parameter model can have.</summary>
    public IEnumerable<string?> Models(string path)
        => Post(path).Parameters!.Single(parameter => parameter.Name == "model").Schema!.Enum?.Select(name => (string?)name) ?? [];
}
