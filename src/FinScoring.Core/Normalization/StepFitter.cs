using Microsoft.ML;

namespace FinScoring.Core.Normalization;

/// <summary>Fits steps one after the other, each on what the steps before it make of the training rows; a flat list, for a flat chain.</summary>
internal sealed class StepFitter(IDataView view)
{
    private readonly List<ITransformer> _steps = [];

    public IReadOnlyList<ITransformer> Steps => _steps;

    /// <summary>The training rows after the steps so far.</summary>
    public IDataView View { get; private set; } = view;

    public void Add(IEstimator<ITransformer> step) => Add(step.Fit(View));

    /// <summary>A step of which the training rows have the outcome from the start: another one, that their own labels have no part in.</summary>
    public void AddApart(IEstimator<ITransformer> step) => _steps.Add(step.Fit(View));

    public void Add(ITransformer step)
    {
        _steps.Add(step);
        View = step.Transform(View);
    }
}
