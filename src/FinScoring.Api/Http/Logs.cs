namespace FinScoring.Api.Http;

internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
    }
}
