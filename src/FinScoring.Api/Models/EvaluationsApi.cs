namespace FinScoring.Api.Models;

internal static class EvaluationsApi
{
    public static void MapEvaluations(this RouteGroupBuilder models)
    {
    }
}
