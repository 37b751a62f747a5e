using Microsoft.ML;
using Microsoft.ML.Data;

namespace FinScoring.Core.Scoring;

/// <summary>
/// A step of a loaded chain of which one column is made in another way, to the same bits. Only rows are: everything else is left
/// to the step.
/// </summary>
internal abstract class ServedStep(ITransformer step) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => step.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => step.Transform(input);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new Mapper(this, step.GetRowToRowMapper(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => step.Save(ctx);

    /// <summary>The column.</summary>
    protected abstract string Output { get; }

    /// <summary>The columns it is made of.</summary>
    protected abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>The column's getter over a row that has its inputs.</summary>
    protected abstract Delegate Getter(DataViewRow input);

    private sealed class Mapper(ServedStep step, IRowToRowMapper own) : IRowToRowMapper
    {
        private readonly DataViewSchema.Column _output = own.OutputSchema[step.Output];

        public DataViewSchema InputSchema => own.InputSchema;

        public DataViewSchema OutputSchema => own.OutputSchema;

        public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        {
            var columns = dependingColumns.ToLookup(IsOutput);
            var others = own.GetDependencies(columns[false]);
            return columns[true].Any() ? others.Concat(step.Inputs.Select(name => InputSchema[name])).Distinct() : others;
        }

        public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        {
            var columns = activeColumns.ToLookup(IsOutput);
            var others = own.GetRow(input, columns[false]);
            return columns[true].Any() ? new Row(others, _output.Index, step.Getter(input)) : others;
        }

        private bool IsOutput(DataViewSchema.Column column) => column.Index == _output.Index;
    }

    private sealed class Row(DataViewRow others, int output, Delegate getter) : DataViewRow
    {
        public override DataViewSchema Schema => others.Schema;

        public override long Position => others.Position;

        public override long Batch => others.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index == output || others.IsColumnActive(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => others.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => column.Index != output ? others.GetGetter<TValue>(column)
                : getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column {column.Name} is {column.Type}.");
    }
}
