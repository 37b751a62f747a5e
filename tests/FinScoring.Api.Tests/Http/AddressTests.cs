using FinScoring.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace FinScoring.Api.Tests.Http;

public sealed class AddressTests
{
    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://+:1234", "--urls", "http://+:1234")]
    [InlineData(null, "--http_ports", "1234")]
    [InlineData(null, "--Kestrel:Endpoints:Http:Url", "http://+:1234")]
    public void Port_8080_of_this_machine_unless_said_otherwise(string? urls, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        // What the test runner itself was told is of no interest here.
        if (!args.Contains("--urls")) builder.Configuration["urls"] = null;
        if (!args.Contains("--http_ports")) builder.Configuration["http_ports"] = null;
        builder.AddHttp();
        Assert.Equal(urls, builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey));
    }
}
