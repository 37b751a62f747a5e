using FinScoring.Core.Models;

namespace FinScoring.Api.Models;

/// <summary>The log lines of the models folder.</summary>
internal sealed partial class ModelLog(ILogger<ModelLog> log)
{
    [LoggerMessage(LogLevel.Information, "Models folder {Folder}: {Models} models")]
    public partial void Loaded(string folder, int models);

    [LoggerMessage(LogLevel.Error, "{Version} cannot be served: {Reason}")]
    public partial void Fault(VersionKey version, string reason);

    [LoggerMessage(LogLevel.Information, "{Version} is now the champion; before: {Previous}")]
    public partial void Promoted(VersionKey version, int? previous);

    [LoggerMessage(LogLevel.Information, "{Version} is now the champion: another service on this folder made it so")]
    public partial void TakenOver(VersionKey version);

    [LoggerMessage(LogLevel.Warning, "What other services changed in the models folder could not be read; it is tried again")]
    public partial void NotCaughtUp(Exception fault);

    [LoggerMessage(LogLevel.Information, "{Version} deleted")]
    public partial void Deleted(VersionKey version);

    [LoggerMessage(LogLevel.Information, "{Version} evaluated on {Rows} rows: AUC {Auc}")]
    public partial void Evaluated(VersionKey version, int rows, double? auc);

    [LoggerMessage(LogLevel.Information, "{Version} is version {Source} recalibrated by {Kind}: log-odds x {Slope} + {Offset}")]
    public partial void Recalibrated(VersionKey version, int source, string kind, double slope, double offset);

    [LoggerMessage(LogLevel.Information, "Policy {Number} of {Model} is in force")]
    public partial void PolicySet(ModelKey model, int number);

    [LoggerMessage(LogLevel.Information, "The reasons of {Model} were changed")]
    public partial void ReasonsSet(ModelKey model);

    [LoggerMessage(LogLevel.Information, "The models folder is empty: training {Models} sample models, see /swagger in a minute")]
    public partial void TrainingSamples(int models);
}
