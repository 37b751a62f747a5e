namespace FinScoring.Api.Models;

internal static class ModelsApi
{
    public static void MapModels(this WebApplication app)
    {
    }
}
