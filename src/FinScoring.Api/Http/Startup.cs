using System.Data.Common;
using Microsoft.Extensions.Options;

namespace FinScoring.Api.Http;

/// <summary>Runs the service. What keeps it from starting is one line that says what to change, not a crash.</summary>
internal static partial class Startup
{
    /// <summary>The exit code: 0, or 1 if the service could not start.</summary>
    public static int RunService(this WebApplication app)
    {
        try
        {
            app.Run();
            return 0;
        }
        catch (Exception fault)
        {
            LogCannotStart(app.Logger, IsExpected(fault) ? null : fault, fault.Message);
            return 1;
        }
    }

    /// <summary>Settings, files, the database, an address in use: the message says enough.</summary>
    private static bool IsExpected(Exception fault)
        => fault is OptionsValidationException or IOException or UnauthorizedAccessException or DbException
            // A setting of the wrong type.
            or InvalidOperationException { InnerException: ArgumentException or FormatException };

    [LoggerMessage(LogLevel.Critical, "FinScoring cannot start: {Reason}")]
    private static partial void LogCannotStart(ILogger log, Exception? fault, string reason);
}
