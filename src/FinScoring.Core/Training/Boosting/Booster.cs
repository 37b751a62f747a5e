using System.Text;

namespace FinScoring.Core.Training.Boosting;

/// <summary>A model that grows by one tree a round. Its rows must outlive its growing. Not for several threads at once.</summary>
internal sealed class Booster : IDisposable
{
    private readonly BoosterHandle _handle;

    private Booster(BoosterHandle handle) => _handle = handle;

    /// <param name="train">The rows to learn from.</param>
    /// <param name="validation">The rows to measure the log-loss on, if any.</param>
    /// <param name="parameters">LightGBM's, as <see cref="BoostingParameters"/> writes them.</param>
    public static Booster Over(BinnedRows train, BinnedRows? validation, string parameters)
    {
        NativeMethods.Check(NativeMethods.CreateBooster(train.Handle, parameters, out var handle));
        if (validation is not null) NativeMethods.Check(NativeMethods.AddValidation(handle, validation.Handle));
        return new(handle);
    }

    /// <summary>A model read back from <see cref="Model"/>, to score with.</summary>
    public static Booster Load(string model)
    {
        NativeMethods.Check(NativeMethods.LoadBooster(model, out _, out var handle));
        return new(handle);
    }

    /// <summary>Adds a tree; false if there was no split left to make.</summary>
    public bool Grow()
    {
        NativeMethods.Check(NativeMethods.Update(_handle, out var finished));
        return finished == 0;
    }

    /// <summary>Mean log-loss on the validation rows.</summary>
    public double ValidationLoss()
    {
        var loss = new double[1];
        NativeMethods.Check(NativeMethods.Evaluate(_handle, 1, out _, loss));
        return loss[0];
    }

    /// <summary>The model as text.</summary>
    public string Model()
    {
        NativeMethods.Check(NativeMethods.SaveModel(_handle, 0, -1, 0, 0, out var size, []));
        var text = new byte[size];
        NativeMethods.Check(NativeMethods.SaveModel(_handle, 0, -1, 0, size, out _, text));
        return Encoding.UTF8.GetString(text.AsSpan(0, (int)size - 1));
    }

    /// <summary>The sum of the leaves that each row falls into.</summary>
    public double[] Scores(SparseRows rows)
    {
        var scores = new double[rows.Rows];
        NativeMethods.Check(NativeMethods.Predict(
            _handle, rows.Starts, NativeMethods.Int64, rows.Slots, rows.Values, NativeMethods.Float32,
            rows.Starts.Length, rows.Values.Length, rows.Width, NativeMethods.RawScore, 0, -1, BoostingParameters.Scoring, out _, scores));
        return scores;
    }

    public void Dispose() => _handle.Dispose();
}
