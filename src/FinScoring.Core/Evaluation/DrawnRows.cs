namespace FinScoring.Core.Evaluation;

/// <summary>As many rows as were evaluated, spread evenly over the log-odds of the cells of their distribution.</summary>
/// <param name="Probability">Of each row.</param>
/// <param name="Label">What happened.</param>
/// <param name="Weight">A cell's weight in equal parts.</param>
internal sealed record DrawnRows(double[] Probability, bool[] Label, float[] Weight)
{
    /// <summary>Keeps log-odds finite.</summary>
    private const double Clip = 1e-15;

    /// <param name="cells">The distribution.</param>
    /// <param name="events">Rows with the event.</param>
    /// <param name="others">Rows without.</param>
    /// <param name="line">Moves every log-odds.</param>
    public static DrawnRows Of(IReadOnlyList<ScoreCell> cells, int events, int others, LogisticLine line)
    {
        double ofEvents = events / cells.Sum(c => c.Events), ofOthers = others / cells.Sum(c => c.Others);
        List<double> probability = [];
        List<bool> label = [];
        List<float> weight = [];
        foreach (var cell in cells)
        {
            Draw(cell, cell.Events, ofEvents, happened: true);
            Draw(cell, cell.Others, ofOthers, happened: false);
        }

        return new([.. probability], [.. label], [.. weight]);

        void Draw(ScoreCell cell, double total, double perWeight, bool happened)
        {
            if (!(total > 0)) return;
            var rows = Math.Max(1, (int)Math.Round(total * perWeight));
            var (low, high) = (LogOdds(cell.Lowest), LogOdds(cell.Highest));
            for (var i = 0; i < rows; i++)
            {
                probability.Add(Of(line.At(low + (high - low) * (i + 0.5) / rows)));
                label.Add(happened);
                weight.Add((float)(total / rows));
            }
        }
    }

    /// <summary>A probability moved along.</summary>
    public static double Moved(double probability, LogisticLine line) => Of(line.At(LogOdds(probability)));

    /// <summary>The same with the events weighed to this rate.</summary>
    public DrawnRows WeighedTo(double rate)
    {
        double[] weight = [.. Weight.Select(w => (double)w)];
        PopulationWeights.Restore(weight, Label, rate);
        return this with { Weight = [.. weight.Select(w => (float)w)] };
    }

    private static double LogOdds(double probability) => Math.Log(Math.Max(probability, Clip) / Math.Max(1 - probability, Clip));

    private static double Of(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
