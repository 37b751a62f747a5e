using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Data;

/// <summary>The ML.NET schema at the start of a chain: one column per input, Single or text, in the signature's order.</summary>
internal static class InputSchema
{
    public static DataViewSchema Of(IReadOnlyList<Column> inputs)
    {
        var schema = new DataViewSchema.Builder();
        foreach (var input in inputs)
            schema.AddColumn(input.Name, input.Kind == ColumnKind.Numeric ? NumberDataViewType.Single : TextDataViewType.Instance);
        return schema.ToSchema();
    }
}
