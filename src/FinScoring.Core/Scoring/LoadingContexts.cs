using System.Collections.Concurrent;
using Microsoft.ML;

namespace FinScoring.Core.Scoring;

/// <summary>
/// ML.NET's contexts to load models with. A new one looks through every assembly for what a model may name, which takes several
/// times as long as loading a small one; so they are kept. Each has one user at a time, for they are not made for more.
/// </summary>
internal static class LoadingContexts
{
    private static readonly ConcurrentStack<MLContext> Free = [];

    /// <param name="zip">A seekable stream.</param>
    /// <param name="temporaryFolder">Where ML.NET may unpack large parts.</param>
    public static ITransformer Load(Stream zip, string temporaryFolder)
    {
        if (!Free.TryPop(out var context)) context = new MLContext();
        context.TempFilePath = temporaryFolder;
        var chain = context.Model.Load(zip, out _);
        // One that failed is not used again: it may be left in the middle of something.
        Free.Push(context);
        return chain;
    }
}
