namespace FinScoring.Core.Evaluation.Fairness;

/// <summary>
/// The 95 % interval of an AUC from the numbers of both kinds alone, sound also where these are few and where it is 1: all values
/// from which the one found is not further than chance brings (Newcombe 2006, part 2, method 5, after Hanley and McNeil 1982).
/// </summary>
internal static class AucInterval
{
    private const double Quantile = 1.959964;
    private const int Halvings = 50;

    /// <param name="auc">The AUC.</param>
    /// <param name="positives">Independent rows of one kind, at least 1.</param>
    /// <param name="negatives">Of the other.</param>
    public static Interval Of(double auc, int positives, int negatives)
    {
        return new(Border(0), Border(1));

        // Between the value found and the end of the scale, where it is surely too far.
        double Border(double end)
        {
            double inside = auc, outside = end;
            for (var i = 0; i < Halvings; i++)
            {
                var middle = (inside + outside) / 2;
                if (Math.Abs(middle - auc) <= Quantile * Error(middle)) inside = middle;
                else outside = middle;
            }

            return inside;
        }

        double Error(double at)
        {
            var half = (positives + negatives) / 2.0 - 1;
            var both = 1 + half * (1 - at) / (2 - at) + half * at / (1 + at);
            return Math.Sqrt(at * (1 - at) * both / ((double)positives * negatives));
        }
    }
}
