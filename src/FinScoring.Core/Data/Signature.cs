using System.Text.Json.Serialization;

namespace FinScoring.Core.Data;

/// <summary>
/// What a model expects of a row, learned from its training file (bars, for trade) and stored with it. Drives the
/// validation of requests, the OpenAPI schema and example, and the header of a batch.
/// </summary>
public sealed record Signature
{
    /// <summary>Every column of the training file, in its order; the kept features and the ignored rest.</summary>
    public required IReadOnlyList<Column> Columns
    {
        get;
        init
        {
            field = value;
            Fields = [.. value.Where(c => c.Kind != ColumnKind.Ignored)];
        }
    }

    /// <summary>
    /// The columns at the start of the ML.NET chain, in order. Null where they are the fields themselves (loan, risk); the
    /// features computed from bars for trade.
    /// </summary>
    public IReadOnlyList<Column>? Derived { get; init; }

    /// <summary>Trade: how many bars, the one to score included, the features look at.</summary>
    public int? LookBack { get; init; }

    /// <summary>Trade: the answer is for this many bars after the last.</summary>
    public int? Horizon { get; init; }

    /// <summary>What a request must hold: the columns not ignored.</summary>
    [JsonIgnore]
    public IReadOnlyList<Column> Fields { get; private init; } = [];

    /// <summary>The columns at the start of the ML.NET chain: numbers as Single (NaN = missing), categories as text (empty = missing).</summary>
    [JsonIgnore]
    public IReadOnlyList<Column> Inputs => Derived ?? Fields;
}
