namespace FinScoring.Api.Training;

/// <summary>What Swagger UI says about these routes.</summary>
internal static class TrainingDocs
{
    public const string Train = """
        Trains a model in the background and publishes it as the next version. The first version of a model answers at once;
        a later one only with promote=always, or after PUT /models/{domain}/{model}/champion.

        The body is a CSV file (text/csv, options in the query string, a list by repeating its key), or multipart/form-data with
        the parts data (CSV), options (JSON) and, if wanted, test (a labelled CSV file that the finished model is evaluated on),
        or JSON: {"rows":[{...}],"options":{...}}. Content-Encoding: gzip is accepted.

        "Prefer: wait=30" holds the answer until the job has ended (200), at most 30 seconds. With an Idempotency-Key a repeat
        within 24 hours is answered with the first job.
        """;

    public const string List = "At most 100, or as many as limit says; of one domain, of models of one name, of one status.";

    public const string Find = "Its status, the stage of the training, how far it is, and in the end the version it published or why it failed.";

    public const string Cancel = "A queued job is cancelled at once, a running one within a few seconds; nothing is left behind. A job that has ended is a 409.";
}
