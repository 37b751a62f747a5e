using System.Text.Json;
using System.Text.Json.Serialization;

namespace FinScoring.Core.Explanation;

/// <summary>What a version keeps so that its scores can be explained: explanation.json.</summary>
/// <param name="Rows">
/// A sample of the training rows in random order: cells in the order of the signature's inputs, null where missing, numbers in
/// single precision.
/// </param>
/// <param name="Members">The models inside the chain, in its order.</param>
public sealed record StoredExplanation(IReadOnlyList<IReadOnlyList<string?>> Rows, IReadOnlyList<StoredMember> Members)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ExplanationJson.Default.StoredExplanation);

    /// <exception cref="JsonException">The content is no explanation.</exception>
    public static StoredExplanation Read(ReadOnlySpan<byte> content)
        => JsonSerializer.Deserialize(content, ExplanationJson.Default.StoredExplanation) ?? throw new JsonException("It is empty.");
}

/// <summary>A model inside a chain.</summary>
/// <param name="Weight">The chain's Score is the sum of the members' scores, each times its weight.</param>
/// <param name="Inputs">For each slot of the member's feature vector the input it was made of, as index into the signature's inputs.</param>
public sealed record StoredMember(double Weight, IReadOnlyList<int> Inputs)
{
    /// <summary>An ensemble of trees: for each of them how many training rows fall into each leaf.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Leaves { get; init; }

    /// <summary>A sum over inputs: for each input the mean of its term over the training rows.</summary>
    public IReadOnlyList<double>? Means { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredExplanation))]
internal sealed partial class ExplanationJson : JsonSerializerContext;
