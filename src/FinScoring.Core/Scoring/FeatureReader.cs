using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Scoring;

/// <summary>Reads a model's feature vector off a row, zeros written out. Not thread-safe.</summary>
internal sealed class FeatureReader(DataViewRow row, Predictor predictor)
{
    private ValueGetter<VBuffer<float>>? _get;
    private VBuffer<float> _vector;
    private float[]? _dense;

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<float> Read()
    {
        _get ??= row.GetGetter<VBuffer<float>>(row.Schema[predictor.Features]);
        _get(ref _vector);
        if (_vector.IsDense) return _vector.GetValues();
        _vector.CopyTo(_dense ??= new float[predictor.Slots]);
        return _dense;
    }
}
