using System.Collections.Concurrent;
using Microsoft.ML;

namespace FinScoring.Core.Scoring;

/// <summary>
/// ML.NET's contexts to load models with. A new one looks through every assembly for what a model may name, which takes several
/// times as long as loading a small one; so they are kept. But not for long: a context keeps a note of the progress of every load,
/// some 20 KB. Each has one user at a time, for they are not made for more.
/// </summary>
internal static class LoadingContexts
{
    private const int LoadsPerContext = 64;
    private static readonly ConcurrentStack<(MLContext Context, int Loads)> Free = [];

    /// <param name="zip">A seekable stream.</param>
    /// <param name="temporaryFolder">Where ML.NET may unpack large parts.</param>
    public static ITransformer Load(Stream zip, string temporaryFolder)
    {
        if (!Free.TryPop(out var free)) free = (new(), 0);
        free.Context.TempFilePath = temporaryFolder;
        var chain = free.Context.Model.Load(zip, out _);
        // One that failed is not used again: it may be left in the middle of something.
        if (free.Loads + 1 < LoadsPerContext) Free.Push((free.Context, free.Loads + 1));
        return chain;
    }
}
