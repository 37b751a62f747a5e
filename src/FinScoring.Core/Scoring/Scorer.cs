using System.Collections.Frozen;
using FinScoring.Core.Data;
using FinScoring.Core.Evaluation;
using FinScoring.Core.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Scoring;

/// <summary>
/// The fifth stage, apply: one loaded version. Thread-safe: each caller rents a row of its own. The same arithmetic for one
/// row and for a million.
/// </summary>
public sealed class Scorer
{
    internal const string ScoreColumn = "Score";
    private const string RequestId = "id";
    private const string NoSkill = "noSkill";

    /// <summary>What a byte on disk, which is compressed, is taken to become in memory: an estimate, to bound how many versions are kept.</summary>
    private const int BytesPerStored = 10;

    private readonly RowPool _pool = new();
    private readonly Lock _rows = new();
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _names;
    private readonly IRowToRowMapper _mapper;
    private long _bytes;

    private Scorer(ITransformer chain, Manifest manifest, byte[]? explanation)
    {
        (Manifest, ExplanationFile) = (manifest, explanation);
        Standing = Skill.Doubt(manifest.Evaluation) is { } doubt ? [new(NoSkill, "model", doubt)] : [];
        Missing = MissingMarks.Of(manifest.Options.MissingMarks);
        var ranges = manifest.Ranges.ToDictionary(r => r.Name);
        Inputs = [.. manifest.Signature.Inputs.Select(column => new ScoringInput(column, ranges.GetValueOrDefault(column.Name)))];
        _names = Names(manifest.Signature).GetAlternateLookup<ReadOnlySpan<char>>();
        Parts = new(this);
        Predictors = Predictor.Of(chain, manifest.Signature.Inputs);
        _mapper = ServedChain.Of(chain, manifest.Signature.Inputs).GetRowToRowMapper(InputSchema.Of(manifest.Signature.Inputs));
    }

    public Manifest Manifest { get; }

    /// <summary>The texts of a CSV cell that stand for missing, as in training.</summary>
    public MissingMarks Missing { get; }

    /// <summary>What every answer of this version has to say, whatever the row.</summary>
    public IReadOnlyList<ScoreWarning> Standing { get; }

    internal ScoringInput[] Inputs { get; }

    /// <summary>The models inside the chain.</summary>
    internal IReadOnlyList<Predictor> Predictors { get; }

    /// <summary>What was made of it beyond scoring.</summary>
    internal VersionParts Parts { get; }

    /// <summary>About how much memory it takes, with the tables of its explainers.</summary>
    internal long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What the version stores for its explanations, as it lies in its folder; null if it has none.</summary>
    internal byte[]? ExplanationFile { get; }

    /// <summary>Loads a chain.</summary>
    /// <param name="zip">The artefact; a seekable stream.</param>
    /// <param name="manifest">The version's manifest.</param>
    /// <param name="temporaryFolder">Where ML.NET may unpack large parts; the system's temporary folder unless said.</param>
    /// <param name="explanation">The content of explanation.json, its hash checked; null: the scorer cannot be explained.</param>
    /// <exception cref="DamagedModelException">The zip cannot be loaded or does not reproduce the manifest's golden rows.</exception>
    public static Scorer Load(Stream zip, Manifest manifest, string? temporaryFolder = null, byte[]? explanation = null)
    {
        try
        {
            var scorer = Of(LoadingContexts.Load(zip, temporaryFolder ?? Path.GetTempPath()), manifest, explanation);
            scorer.Grow(zip.Length * BytesPerStored + (explanation?.Length ?? 0) * BytesPerStored);
            return scorer;
        }
        catch (Exception e) when (e is not (DamagedModelException or OutOfMemoryException))
        {
            throw new DamagedModelException(manifest.Key, $"model.zip cannot be loaded ({e.GetType().Name})", e);
        }
    }

    /// <summary>Loads a version from a folder that no store knows yet.</summary>
    /// <exception cref="DamagedModelException">The zip cannot be loaded or does not reproduce the manifest's golden rows.</exception>
    internal static Scorer Load(string zip, Manifest manifest)
    {
        using var file = File.OpenRead(zip);
        var folder = Path.GetDirectoryName(Path.GetFullPath(zip))!;
        var explanation = Path.Combine(folder, VersionFolder.Explanation);
        // What a failing ML.NET leaves behind stands beside the zip then, and goes with it.
        return Load(file, manifest, folder, File.Exists(explanation) ? File.ReadAllBytes(explanation) : null);
    }

    /// <summary>A scorer over a fitted chain.</summary>
    /// <exception cref="DamagedModelException">The chain does not reproduce the manifest's golden rows.</exception>
    internal static Scorer Of(ITransformer chain, Manifest manifest, byte[]? explanation = null)
    {
        var scorer = new Scorer(chain, manifest, explanation);
        GoldenRows.Check(scorer);
        return scorer;
    }

    /// <summary>Counts something of it that takes memory.</summary>
    internal void Grow(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>A row to fill and score; give it back by disposing it.</summary>
    /// <param name="fillsMissing">Whether it may lack what no training row lacked (<see cref="Domains.Policy.Missing"/>); it is refused unless said.</param>
    public ScoringRow Rent(bool fillsMissing = false)
    {
        var row = _pool.TryTake() ?? NewRow();
        row.Clear();
        row.IsLent = true;
        row.FillsMissing = fillsMissing;
        return row;
    }

    internal void Return(ScoringRow row)
    {
        // A row given back twice would be lent to two callers.
        if (!row.IsLent) return;
        row.IsLent = false;
        _pool.Add(row);
    }

    internal int? Find(ReadOnlySpan<char> name) => _names.TryGetValue(name, out var input) ? input : null;

    private static FrozenDictionary<string, int> Names(Signature signature)
    {
        var names = new Dictionary<string, int> { [RequestId] = -1 };
        foreach (var column in signature.Columns.Where(c => c.Kind == ColumnKind.Ignored)) names[column.Name] = -1;
        for (var input = 0; input < signature.Inputs.Count; input++) names[signature.Inputs[input].Name] = input;
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private ScoringRow NewRow()
    {
        var row = new InputRow(_mapper.InputSchema);
        var schema = _mapper.OutputSchema;
        lock (_rows) return new(this, row, _mapper.GetRow(row, [schema[ScoreColumn], .. Predictors.Select(p => schema[p.Features])]));
    }
}
