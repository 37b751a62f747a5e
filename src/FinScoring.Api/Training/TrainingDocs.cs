namespace FinScoring.Api.Training;

/// <summary>What Swagger UI says about these routes.</summary>
internal static class TrainingDocs
{
    public const string Train = """
        Trains a model in the background and publishes it as the next version. The first version of a model answers at once;
        a later one only with promote=always, or after PUT /models/{domain}/{model}/champion. That holds for the first one too if it
        has a suspected leak: a column that alone tells the event almost for sure (out-of-fold AUC above 0.95). The job says so.

        The body is a CSV file (text/csv, options in the query string, a list by repeating its key), or multipart/form-data with
        the parts data (CSV), options (JSON) and, if wanted, test (a labelled CSV file that the finished model is evaluated on),
        or JSON: {"rows":[{...}],"options":{...}}, where a string is never read as a number. Content-Encoding: gzip is accepted.
        Unpacked, a JSON body has at most 64 MiB (Training:MaxJsonBytes), another at most 1 GiB (Training:MaxUploadBytes).

        "Prefer: wait=30" holds the answer until the job has ended (200), at most 30 seconds; without it, or if it takes longer,
        202. With an Idempotency-Key a repeat within 24 hours is answered with the first job.
        """;

    public const string List = "At most 100, or as many as limit says; of one domain, of models of one name, of one status.";

    public const string Find = "Its status, the stage of the training, how far it is, and in the end the version it published or why it failed.";

    public const string Cancel = "A queued job is cancelled at once, a running one within a few seconds; nothing is left behind. A job that has ended is a 409.";

    public const string QueuedJob = """
        {"id":"01a209a16be87515b8a2cdd710914397","domain":"loan","status":"queued","stage":null,"progress":0,"message":null,"warnings":[],
         "createdAt":"2026-02-01T09:29:48Z","startedAt":null,"finishedAt":null,"model":null,"error":null}
        """;

    public const string RunningJob = """
        {"id":"01a209a16be87515b8a2cdd710914397","domain":"loan","status":"running","stage":"train","progress":0.42,"message":"Fold 3 of 5.","warnings":[],
         "createdAt":"2026-02-01T09:29:48Z","startedAt":"2026-02-01T09:29:48Z","finishedAt":null,"model":null,"error":null}
        """;

    public const string EndedJob = """
        {"id":"01a209a16be87515b8a2cdd710914397","domain":"loan","status":"succeeded","stage":"apply","progress":1,"message":"Published loan/default/3.",
         "warnings":["Column applicant_id is left out: every row has another value, as an identifier has."],
         "createdAt":"2026-02-01T09:29:48Z","startedAt":"2026-02-01T09:29:48Z","finishedAt":"2026-02-01T09:30:00Z",
         "model":{"domain":"loan","name":"default","version":3},"error":null}
        """;
}
