using System.Text;
using System.Text.Json;
using FinScoring.Api.Prediction.Batch;
using FinScoring.Core.Models;

namespace FinScoring.Api.Models;

/// <summary>A scorecard as CSV: the base, then one line per bin.</summary>
internal static class ScorecardCsv
{
    private const string Header = "feature,kind,bin,from,to,count,events,eventRate,woe,iv,coefficient,logOdds,points\n";

    public static byte[] Write(ScorecardTable table)
    {
        using var bytes = new PooledBytes(1 << 14);
        Encoding.UTF8.GetBytes(Header, bytes);
        var cells = new CsvCells(bytes);
        WriteBase(cells, table);
        foreach (var feature in table.Features)
        {
            foreach (var bin in feature.Bins)
                WriteBin(cells, feature, bin);
        }

        return bytes.Span.ToArray();
    }

    private static void WriteBase(CsvCells cells, ScorecardTable table)
    {
        cells.Add("");
        cells.Add("base");
        cells.Add("");
        AddNumbers(cells, null, null, null, null, null, null, null, table.Intercept, table.BaseLogOdds, table.BasePoints);
        cells.EndRow();
    }

    private static void WriteBin(CsvCells cells, ScorecardFeature feature, ScorecardBin bin)
    {
        cells.Add(feature.Name);
        cells.Add(JsonNamingPolicy.CamelCase.ConvertName(bin.Kind.ToString()));
        cells.Add(bin.Label);
        AddNumbers(
            cells, bin.From ?? bin.Special, bin.To ?? bin.Special, bin.Count, bin.Events, bin.EventRate,
            bin.WeightOfEvidence, bin.InformationValue, feature.Coefficient, bin.LogOdds, bin.Points);
        cells.EndRow();
    }

    private static void AddNumbers(CsvCells cells, params ReadOnlySpan<double?> numbers)
    {
        foreach (var number in numbers)
            cells.Add(number);
    }
}
