namespace FinScoring.Api.Training;

internal static class TrainingApi
{
    public static void AddTraining(this WebApplicationBuilder builder)
    {
    }

    public static void MapTraining(this WebApplication app)
    {
    }
}
