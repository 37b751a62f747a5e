namespace FinScoring.Core.Explanation;

/// <summary>
/// What a score is made of: <paramref name="Baseline"/> + the sum of contributions = <paramref name="LogOdds"/>, to 1e-6. The
/// contributions are Shapley values (Lundberg and Lee 2017), exact and in double, of a game whose players are the inputs: all that
/// an input became in the feature vector plays as one.
/// </summary>
/// <param name="Baseline">
/// The mean log-odds of the rows compared with. A chain scores in single precision: how far the answer is from the sum in double,
/// some 1e-7 of it, is in here, so that no contribution holds what no input has to do with.
/// </param>
/// <param name="BaselineName">Which rows those are: "background", "training rows", or the caller's name for them.</param>
/// <param name="LogOdds">The log-odds of the event, as the answer has them.</param>
/// <param name="Contributions">Of every input, in log-odds, the largest in size first; 0 for an input that no part of the model uses.</param>
public sealed record ScoreExplanation(double Baseline, string BaselineName, double LogOdds, IReadOnlyList<Contribution> Contributions);

/// <summary>What an input's value adds to the log-odds of the event; for trade, the value of a feature computed from bars.</summary>
public sealed record Contribution(string Feature, double Value);
