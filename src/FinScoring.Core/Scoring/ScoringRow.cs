using Microsoft.ML;

namespace FinScoring.Core.Scoring;

/// <summary>
/// One row on its way through a model: set fields, complete, score. Not thread-safe; belongs to the scorer that lent it.
/// Collects every error and warning instead of stopping at the first. Never repeats a value.
/// </summary>
public sealed class ScoringRow : IDisposable
{
    private const string NotFinite = "must be a finite number, within 3.4e38 of zero.";
    private const string Missing = "is missing; no training row lacked it.";
    private const string Twice = "is given more than once.";
    private const string TooFar = "is too far outside the training range to be scored.";

    private readonly InputRow _row;
    private readonly DataViewRow _output;
    private readonly ValueGetter<float> _score;
    private readonly FeatureReader[] _features;
    private readonly bool[] _given;
    private readonly Findings _findings = new();
    private double? _logOdds;

    internal ScoringRow(Scorer scorer, InputRow row, DataViewRow output)
    {
        Scorer = scorer;
        _row = row;
        _output = output;
        _score = output.GetGetter<float>(output.Schema[Scorer.ScoreColumn]);
        _features = [.. scorer.Predictors.Select(p => new FeatureReader(output, p))];
        _given = new bool[scorer.Inputs.Length];
    }

    public Scorer Scorer { get; }

    /// <summary>Field to findings; empty while the row is good. Stays as it is after the row is cleared.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => _findings.Errors;

    /// <summary>In the order they were found. Stays as it is after the row is cleared.</summary>
    public IReadOnlyList<ScoreWarning> Warnings => _findings.Warnings;

    internal bool IsLent { get; set; }

    /// <summary>Whether a value that no training row lacked may be missing: it is scored as what the model puts in its place then.</summary>
    internal bool FillsMissing { get; set; }

    /// <summary>Index into the signature's inputs, -1 for an ignored column, null for an unknown name.</summary>
    public int? Find(ReadOnlySpan<char> name) => Scorer.Find(name);

    /// <summary>Forgets all values and findings.</summary>
    public void Clear()
    {
        Array.Clear(_given);
        _findings.Clear();
        _logOdds = null;
    }

    /// <summary>A number for a numeric input; for a category input the category of that value, however it is written.</summary>
    public void SetNumber(int input, double value, ReadOnlySpan<char> text)
    {
        if (!Give(input)) return;
        if (Scorer.Inputs[input].IsNumeric) Take(input, value);
        else Take(input, text, Scorer.Inputs[input].TryCategory(value, text, out var category), category);
    }

    /// <summary>A text (or true/false) for a category input, blank = missing; an error for a numeric input.</summary>
    public void SetText(int input, ReadOnlySpan<char> text)
    {
        if (!Give(input)) return;
        if (Scorer.Inputs[input].IsNumeric) Refuse(input, ScoringInput.NoNumber);
        else if (text.Trim() is { IsEmpty: false } trimmed) Take(input, trimmed);
        else TakeMissing(input);
    }

    /// <summary>A CSV cell: parsed by the input's kind, as training parsed it.</summary>
    public void SetCell(int input, ReadOnlySpan<char> cell)
    {
        if (!Give(input)) return;
        var trimmed = cell.Trim();
        if (Scorer.Missing.Contains(trimmed)) TakeMissing(input);
        else if (!Scorer.Inputs[input].IsNumeric) Take(input, trimmed);
        else if (Scorer.Inputs[input].TryNumber(trimmed, out var value)) Take(input, value);
        else Refuse(input, Scorer.Inputs[input].NotANumber);
    }

    /// <summary>An explicit null.</summary>
    public void SetMissing(int input)
    {
        if (Give(input)) TakeMissing(input);
    }

    /// <summary>A value that is neither number, text nor null.</summary>
    public void SetInvalid(int input, string message)
    {
        if (Give(input)) Refuse(input, message);
    }

    public void AddError(string field, string message) => _findings.AddError(field, message);

    public void AddWarning(ScoreWarning warning) => _findings.AddWarning(warning);

    /// <summary>
    /// Checks that what must be there is there, and scores. True if the row has a score. A row whose numbers lie so far out that
    /// the model's arithmetic overflows has none: those fields are errors then.
    /// </summary>
    public bool Complete()
    {
        for (var input = 0; input < _given.Length; input++)
        {
            if (!_given[input]) SetMissing(input);
        }

        if (!_findings.HasErrors && !TryScore()) AddOverflow();
        return !_findings.HasErrors;
    }

    /// <summary>Natural-log odds of the event; finite.</summary>
    /// <exception cref="InvalidOperationException">The row is not complete.</exception>
    public double LogOdds() => _logOdds ?? throw new InvalidOperationException("Complete the row first.");

    /// <summary>The vector that a model of the chain scores; valid until the row is cleared.</summary>
    /// <param name="predictor">Index into the scorer's predictors.</param>
    /// <exception cref="InvalidOperationException">The row is not complete.</exception>
    internal ReadOnlySpan<float> Features(int predictor)
        => _logOdds is null ? throw new InvalidOperationException("Complete the row first.") : _features[predictor].Read();

    /// <summary>A numeric input's value in single precision, NaN where it is missing; of a completed row.</summary>
    internal double Number(int input)
        => Scorer.Inputs[input].Column.Centre is { } centre ? _row.Number(input) + centre : _row.Number(input);

    /// <summary>A category input's value, empty where it is missing; of a completed row.</summary>
    internal ReadOnlySpan<char> Text(int input) => _row.Text(input);

    public void Dispose() => Scorer.Return(this);

    private bool TryScore()
    {
        _row.Advance();
        float score = 0;
        _score(ref score);
        var logOdds = Scorer.Manifest.LogOdds.LogOdds(score);
        _logOdds = double.IsFinite(logOdds) ? logOdds : null;
        return _logOdds is not null;
    }

    private void AddOverflow()
    {
        foreach (var warning in Warnings.Where(ScoringInput.IsOfRange)) AddError(warning.Field, TooFar);
        if (!_findings.HasErrors) AddError("", "The row cannot be scored: the model's arithmetic overflows.");
    }

    private bool Give(int input)
    {
        if (_given[input]) Refuse(input, Twice);
        return !_given[input] && (_given[input] = true);
    }

    private void Take(int input, double value)
    {
        if (!float.IsFinite((float)value)) Refuse(input, NotFinite);
        else if (Scorer.Inputs[input].OutOfRange(value) is { } warning) _findings.AddWarning(warning);
        _row.Set(input, Scorer.Inputs[input].Column.Entered(value));
    }

    private void Take(int input, ReadOnlySpan<char> text)
        => Take(input, text, Scorer.Inputs[input].TryCategory(text, out var category), category);

    private void Take(int input, ReadOnlySpan<char> text, bool isKnown, string? category)
    {
        if (isKnown) _row.Set(input, category!);
        else
        {
            _row.Set(input, text.ToString());
            _findings.AddWarning(Scorer.Inputs[input].Unseen);
        }
    }

    private void TakeMissing(int input)
    {
        if (!Scorer.Inputs[input].Column.Missing)
        {
            if (FillsMissing) _findings.AddWarning(Scorer.Inputs[input].UnseenMissing);
            else Refuse(input, Missing);
        }

        if (Scorer.Inputs[input].IsNumeric) _row.Set(input, float.NaN);
        else _row.Set(input, "");
    }

    private void Refuse(int input, string message) => AddError(Scorer.Inputs[input].Column.Name, message);
}

/// <summary>
/// Something to know about a scored field: unseenCategory, belowRange, aboveRange or unseenMissing; of bars in a batch, gapInHistory.
/// </summary>
public sealed record ScoreWarning(string Code, string Field, string Message);
