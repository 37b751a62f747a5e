namespace FinScoring.Api.Http;

internal static class ApiDocs
{
    public static void AddApiDocs(this WebApplicationBuilder builder)
    {
    }

    public static void MapApiDocs(this WebApplication app)
    {
    }
}
