using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FinScoring.Benchmarks;

/// <summary>What the framework alone does with a German Credit row: reads it into a record and answers a constant.</summary>
internal static class BareHost
{
    public static void Run(string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/predict/loan", (GermanCreditRow row) => TypedResults.Ok(new BareAnswer(row.Id, "loan", 0.083, 556, "approve")));
        app.Run(url);
    }
}

internal sealed record BareAnswer(string? Id, string Domain, double Probability, int Score, string Decision);

/// <summary>A row of German Credit as a developer would declare it.</summary>
internal sealed record GermanCreditRow
{
    public string? Id { get; init; }

    [JsonPropertyName("checking_status")]
    public string? CheckingStatus { get; init; }

    public int Duration { get; init; }

    [JsonPropertyName("credit_history")]
    public string? CreditHistory { get; init; }

    public string? Purpose { get; init; }

    [JsonPropertyName("credit_amount")]
    public double CreditAmount { get; init; }

    [JsonPropertyName("savings_status")]
    public string? SavingsStatus { get; init; }

    public string? Employment { get; init; }

    [JsonPropertyName("installment_commitment")]
    public int InstallmentCommitment { get; init; }

    [JsonPropertyName("personal_status")]
    public string? PersonalStatus { get; init; }

    [JsonPropertyName("other_parties")]
    public string? OtherParties { get; init; }

    [JsonPropertyName("residence_since")]
    public int ResidenceSince { get; init; }

    [JsonPropertyName("property_magnitude")]
    public string? PropertyMagnitude { get; init; }

    public int Age { get; init; }

    [JsonPropertyName("other_payment_plans")]
    public string? OtherPaymentPlans { get; init; }

    public string? Housing { get; init; }

    [JsonPropertyName("existing_credits")]
    public int ExistingCredits { get; init; }

    public string? Job { get; init; }

    [JsonPropertyName("num_dependents")]
    public int NumDependents { get; init; }

    [JsonPropertyName("own_telephone")]
    public string? OwnTelephone { get; init; }

    [JsonPropertyName("foreign_worker")]
    public string? ForeignWorker { get; init; }
}
