using System.Buffers;
using System.IO.Pipelines;
using FinScoring.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Prediction;

/// <summary>Reads the body of a request for one answer: a JSON object of some kilobytes.</summary>
internal sealed class SingleBody(IOptions<PredictionOptions> options)
{
    private readonly int _limit = options.Value.MaxBodyBytes;
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds);

    /// <summary>Reads the body, as far as it is no longer than the limit, and answers it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="answer">What is made of the body; what it keeps of it, it copies.</param>
    /// <param name="refuse">What is made of a body that cannot be read.</param>
    public async Task<T> AnswerAsync<T>(HttpContext http, Func<ReadOnlySequence<byte>, T> answer, Func<ProblemHttpResult, T> refuse)
    {
        if (http.Request.ContentLength > _limit)
            return refuse(TooLarge());
        try
        {
            var body = RequestBody.Open(http.Request);
            var json = await ReadAsync(body, http.RequestAborted);
            try
            {
                return answer(json);
            }
            finally
            {
                // Or Kestrel could not read to the end of the body and would close the connection, perhaps under the next request.
                body.AdvanceTo(json.End);
            }
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return refuse(Problems.Of(StatusCodes.Status408RequestTimeout, "The body did not arrive in time."));
        }
        catch (InvalidDataException)
        {
            return refuse(Problems.Of(StatusCodes.Status400BadRequest, "The body is not valid gzip."));
        }
    }

    public static ProblemHttpResult Empty() => Problems.Of(StatusCodes.Status400BadRequest, "The body is empty; it must be one JSON object.");

    /// <summary>What is wrong with a body that was read, before its content; null if nothing is.</summary>
    public ProblemHttpResult? Problem(ReadOnlySequence<byte> body) => body.Length > _limit ? TooLarge() : body.IsEmpty ? Empty() : null;

    private async ValueTask<ReadOnlySequence<byte>> ReadAsync(PipeReader body, CancellationToken aborted)
    {
        // Nearly always the body came with the headers: then no timer is needed.
        if (body.TryRead(out var read))
        {
            if (read.IsCompleted || read.Buffer.Length > _limit)
                return read.Buffer;
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        timeout.CancelAfter(_timeout);
        return await RequestBody.ReadAsync(body, _limit, timeout.Token);
    }

    private ProblemHttpResult TooLarge()
        => Problems.Of(StatusCodes.Status413PayloadTooLarge, $"The body is longer than {_limit} bytes (setting Prediction:MaxBodyBytes).");
}
