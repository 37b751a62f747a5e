using FinScoring.Core;
using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Models;
using FinScoring.Core.Scoring;
using Microsoft.ML;

namespace FinScoring.Benchmarks;

/// <summary>A LightGBM model of German Credit, and the rows of its file as values by input.</summary>
internal sealed class GermanCreditModel
{
    private GermanCreditModel(byte[] zip, Manifest manifest, DataViewSchema schema, Table table)
    {
        (Zip, Manifest, Schema) = (zip, manifest, schema);
        Rows = [.. Enumerable.Range(0, table.Rows).Select(row => manifest.Signature.Inputs.Select(input => Value(table.Find(input.Name)!, row)).ToArray())];
    }

    public byte[] Zip { get; }

    public Manifest Manifest { get; }

    public DataViewSchema Schema { get; }

    /// <summary>Per row and input a double or a string.</summary>
    public object[][] Rows { get; }

    public static GermanCreditModel Train()
    {
        var table = TableReader.Read(SharedData.GermanCredit, header: true, []);
        var options = new TrainingOptions { Label = "class", Positive = "bad", Algorithm = "lightgbm" };
        var trained = new ScoringPipeline(Environment.ProcessorCount).Train(Domain.Find("loan")!, table, options, _ => { });
        using var zip = new MemoryStream();
        new MLContext().Model.Save(trained.Chain, trained.Schema, zip);
        return new GermanCreditModel(zip.ToArray(), trained.Manifest, trained.Schema, table);
    }

    public Scorer Load() => Scorer.Load(new MemoryStream(Zip), Manifest);

    /// <summary>Fills and scores a row as the service does.</summary>
    public static double Score(ScoringRow row, object[] values)
    {
        row.Clear();
        for (var input = 0; input < values.Length; input++)
        {
            if (values[input] is double number) row.SetNumber(input, number, default);
            else row.SetText(input, (string)values[input]);
        }

        return row.Complete() ? row.LogOdds() : throw new InvalidOperationException("The row is in error.");
    }

    private static object Value(TableColumn column, int row) => column switch
    {
        NumericColumn numbers => numbers.Values[row],
        CategoryColumn category => category.Levels[category.Codes[row]],
        _ => throw new InvalidOperationException($"Column {column.Name} is no input."),
    };
}
