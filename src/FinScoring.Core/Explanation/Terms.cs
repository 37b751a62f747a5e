using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace FinScoring.Core.Explanation;

/// <summary>A model whose score is a bias and a term for each slot of its feature vector.</summary>
internal abstract class Terms
{
    public abstract double Bias { get; }

    /// <summary>What a slot's value adds to the score.</summary>
    public abstract double Of(int slot, float value);

    /// <summary>Adds a row's terms to those of its inputs.</summary>
    /// <param name="sums">By input.</param>
    /// <param name="features">The row's feature vector.</param>
    /// <param name="inputs">The input behind each slot.</param>
    public void AddTo(Span<double> sums, ReadOnlySpan<float> features, int[] inputs)
    {
        for (var slot = 0; slot < inputs.Length; slot++) sums[inputs[slot]] += Of(slot, features[slot]);
    }

    /// <param name="model">ML.NET's parameters.</param>
    /// <param name="slots">Length of the feature vector.</param>
    /// <returns>Null for a model of another kind.</returns>
    public static Terms? Of(object model, int slots) => model switch
    {
        LinearModelParameters linear => new Linear(linear.Bias, [.. linear.Weights]),
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> logistic => Of(logistic.SubModel, slots),
        CalibratedModelParametersBase<GamBinaryModelParameters, PlattCalibrator> gam => new Steps(gam.SubModel, slots),
        _ => null,
    };

    /// <summary>A weight times the value.</summary>
    public sealed class Linear(double bias, float[] weights) : Terms
    {
        public override double Bias => bias;

        public override double Of(int slot, float value) => (double)weights[slot] * value;
    }

    /// <summary>The effect of the bin that the value is in: the first whose upper bound is not below it.</summary>
    private sealed class Steps(GamModelParametersBase gam, int slots) : Terms
    {
        private readonly double[][] _bounds = [.. Enumerable.Range(0, slots).Select(s => gam.GetBinUpperBounds(s).ToArray())];
        private readonly double[][] _effects = [.. Enumerable.Range(0, slots).Select(s => gam.GetBinEffects(s).ToArray())];

        public override double Bias => gam.Bias;

        public override double Of(int slot, float value)
        {
            var (bounds, effects) = (_bounds[slot], _effects[slot]);
            if (effects.Length == 0) return 0;
            var bin = Array.BinarySearch(bounds, value);
            return effects[Math.Min(bin < 0 ? ~bin : bin, effects.Length - 1)];
        }
    }
}
