using System.Net.Http.Headers;
using System.Text.Json;

namespace FinScoring.Benchmarks;

/// <summary>Trainings over HTTP, waited for to their end.</summary>
internal static class Trainings
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Trains on German Credit, quickly.</summary>
    /// <exception cref="InvalidOperationException">The training did not succeed.</exception>
    public static async Task OfGermanCreditAsync(HttpClient client, string model, int seed)
    {
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(SharedData.GermanCredit));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var answer = await client.PostAsync($"/train/loan?model={model}&label=class&positive=bad&algorithm=lightgbm&folds=2&seed={seed}", content);
        answer.EnsureSuccessStatusCode();
        while (true)
        {
            using var job = JsonDocument.Parse(await client.GetStringAsync(answer.Headers.Location));
            switch (job.RootElement.GetProperty("status").GetString())
            {
                case "succeeded":
                    return;
                case "failed" or "cancelled":
                    throw new InvalidOperationException($"The training did not succeed: {job.RootElement}");
            }

            await Task.Delay(Pause);
        }
    }
}
