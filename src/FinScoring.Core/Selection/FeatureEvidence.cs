namespace FinScoring.Core.Selection;

/// <summary>
/// What a column alone says about rows that nothing was learned from: bins and their event rates come from the training rows of
/// each fold, what happened from its test rows; the folds are pooled, every row counts alike. A column of
/// noise has 0, less than 0 and 0.5 on average, where the figures of the training rows flatter one of many levels.
/// </summary>
/// <param name="InformationValue">
/// Mean weight of evidence of the events less that of the other rows. Within one sample this is the information value (Siddiqi
/// 2006); here the weights are the training rows' and the shares the test rows'. Below 0 where the training rows misled. Null
/// where the test rows are all of one kind.
/// </param>
/// <param name="MutualInformation">
/// By how much the event rates of the bins raise the mean log-likelihood over the event rate of all training rows, in nats: a
/// lower bound of the mutual information (Barber and Agakov 2003).
/// </param>
/// <param name="Auc">
/// Of the event rate of a row's bin, and within a bin of the number itself, up or down as in the training rows. Pairs of rows
/// of the same fold count; null where there are none.
/// </param>
public sealed record FeatureEvidence(double? InformationValue, double MutualInformation, double? Auc);
