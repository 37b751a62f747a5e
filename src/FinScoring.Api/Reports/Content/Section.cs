namespace FinScoring.Api.Reports.Content;

/// <summary>The sections of a model card (Mitchell et al. 2019), in their order.</summary>
internal enum Chapter
{
    ModelDetails,
    IntendedUse,
    Factors,
    Metrics,
    EvaluationData,
    TrainingData,
    QuantitativeAnalyses,
    EthicalConsiderations,
    CaveatsAndRecommendations,
}

/// <summary>A section of the report.</summary>
/// <param name="Id">Unique on the page; its address there.</param>
/// <param name="Title">The heading.</param>
/// <param name="Chapter">Where it stands in a model card.</param>
/// <param name="Blocks">What it says.</param>
internal sealed record Section(string Id, string Title, Chapter Chapter, IReadOnlyList<Block> Blocks);
