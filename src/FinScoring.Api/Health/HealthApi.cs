namespace FinScoring.Api.Health;

internal static class HealthApi
{
    public static void AddHealth(this WebApplicationBuilder builder)
    {
    }

    public static void MapHealth(this WebApplication app)
    {
    }
}
