using Microsoft.ML;

namespace FinScoring.Core.Data;

/// <summary>The Score column that every fitted chain writes.</summary>
internal static class ScoreColumn
{
    public const string Name = "Score";

    /// <summary>One score per row.</summary>
    public static float[] Read(IDataView scored, int rows)
    {
        var scores = new float[rows];
        var column = scored.Schema[Name];
        using var cursor = scored.GetRowCursor([column]);
        var get = cursor.GetGetter<float>(column);
        for (var row = 0; cursor.MoveNext(); row++)
            get(ref scores[row]);
        return scores;
    }
}
