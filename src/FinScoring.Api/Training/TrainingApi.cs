using FinScoring.Api.Http;
using FinScoring.Api.Training.Jobs;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FinScoring.Api.Training;

internal static class TrainingApi
{
    public static void MapTraining(this WebApplication app)
    {
        app.MapPost("/train/{domain:domain}", Train).WithMetadata(new DisableRequestSizeLimitAttribute())
            .WithName("Train")
            .WithSummary("Train a model")
            .WithDescription(TrainingDocs.Train)
            .ProducesProblems(400, 404, 413, 415, 422)
            .WithAnswerExample(TrainingDocs.QueuedJob, StatusCodes.Status202Accepted)
            .WithAnswerExample(TrainingDocs.EndedJob);

        var jobs = app.MapGroup("/jobs");
        jobs.MapGet("/", List)
            .WithStrictQuery()
            .WithName("ListJobs")
            .WithSummary("List training jobs, newest first")
            .WithDescription(TrainingDocs.List)
            .ProducesProblems(400)
            .WithAnswerExample($"[{TrainingDocs.EndedJob}]");
        jobs.MapGet("/{id}", Find)
            .WithName("FindJob")
            .WithSummary("See how a training job is doing")
            .WithDescription(TrainingDocs.Find)
            .ProducesProblems(404)
            .WithAnswerExample(TrainingDocs.EndedJob);
        jobs.MapDelete("/{id}", Cancel)
            .WithName("CancelJob")
            .WithSummary("Cancel a training job")
            .WithDescription(TrainingDocs.Cancel)
            .ProducesProblems(404, 409)
            .WithAnswerExample(TrainingDocs.RunningJob, StatusCodes.Status202Accepted);
    }

    private static async Task<Results<Accepted<Job>, Ok<Job>, ProblemHttpResult>> Train(
        string domain, HttpContext http, TrainingIntake intake, JobWait wait,
        [FromHeader(Name = "Idempotency-Key")] string? key, [FromHeader] string? prefer, CancellationToken cancel)
    {
        if (key is { Length: 0 or > 255 })
            return Problems.Invalid("Idempotency-Key", "Idempotency-Key must have 1 to 255 characters.");
        var job = await intake.AcceptAsync(http.Request, domain, key, cancel);
        http.Response.Headers.Location = $"/jobs/{job.Id}";
        if (PreferHeader.Wait(prefer) is not { } wish)
            return TypedResults.Accepted((string?)null, job);
        (job, var waited) = await wait.ForAsync(job, wish, cancel);
        http.Response.Headers["Preference-Applied"] = $"wait={waited}";
        return JobStatus.HasEnded(job.Status) ? TypedResults.Ok(job) : TypedResults.Accepted((string?)null, job);
    }

    private static async Task<Results<Ok<IReadOnlyList<Job>>, ProblemHttpResult>> List(
        [AsParameters] JobFilter filter, IValidator<JobFilter> validator, JobBook book, CancellationToken cancel)
        => validator.Validate(filter) is { IsValid: false } findings
            ? Problems.Invalid(findings.Errors.ToOptionErrors())
            : TypedResults.Ok(await book.ListAsync(filter, cancel));

    private static async Task<Results<Ok<Job>, ProblemHttpResult>> Find(string id, JobBook book, CancellationToken cancel)
        => await book.FindAsync(id, cancel) is { } job ? TypedResults.Ok(job) : NoSuchJob();

    private static async Task<Results<Accepted<Job>, ProblemHttpResult>> Cancel(
        string id, JobCancellation cancellation, JobBook book, CancellationToken cancel)
        => await cancellation.CancelAsync(id, cancel) switch
        {
            CancelOutcome.Unknown => NoSuchJob(),
            CancelOutcome.TooLate => Problems.Conflict("The job has ended, or its model is being published: it can no longer be cancelled."),
            CancelOutcome.Elsewhere => Problems.Conflict("Another service on this models folder runs the job: cancel it there."),
            _ => TypedResults.Accepted($"/jobs/{id}", await book.FindAsync(id, cancel)),
        };

    private static ProblemHttpResult NoSuchJob() => Problems.NotFound("There is no such job.");
}
