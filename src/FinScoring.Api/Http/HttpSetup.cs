using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FinScoring.Api.Http;

/// <summary>What all routes share: the address, JSON, and the names in paths.</summary>
internal static class HttpSetup
{
    public const string DefaultUrl = "http://localhost:8080";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    public static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (!SaysAddress(builder.Configuration))
            builder.WebHost.UseUrls(DefaultUrl);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));
        builder.Services.Configure<RouteOptions>(options =>
        {
            options.SetParameterPolicy<DomainConstraint>("domain");
            options.SetParameterPolicy<ModelNameConstraint>("modelName");
        });
    }

    private static bool SaysAddress(ConfigurationManager settings)
        => AddressSettings.Any(name => !string.IsNullOrEmpty(settings[name])) || settings.GetSection("Kestrel:Endpoints").Exists();

    /// <summary>camelCase, numbers never from strings, enums as camelCase texts.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }
}
