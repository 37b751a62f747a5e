namespace FinScoring.Api.Prediction;

internal static class PredictionApi
{
    public static void AddPrediction(this WebApplicationBuilder builder)
    {
    }

    public static void MapPrediction(this WebApplication app)
    {
    }
}
