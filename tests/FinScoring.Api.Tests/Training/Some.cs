using System.Globalization;
using System.Text;

namespace FinScoring.Api.Tests.Training;

/// <summary>Made-up training files.</summary>
internal static class Some
{
    public const string LoanOptions = "label=outcome&positive=bad&algorithm=logistic&folds=2";

    /// <summary>Trains for a minute or more: longer than a test waits.</summary>
    public const string SlowOptions = "label=outcome&positive=bad&algorithm=gam&folds=20";

    /// <summary>Applicants whose odds of a bad outcome fall with income and are higher for renters.</summary>
    public static string Loan(int rows = 200, int seed = 1, int noise = 0)
    {
        var random = new Random(seed);
        var csv = new StringBuilder("income,housing,");
        csv.AppendJoin("", Enumerable.Range(1, noise).Select(i => $"noise{i},")).Append("outcome\n");
        for (var i = 0; i < rows; i++)
        {
            var income = 20 + 60 * random.NextDouble();
            var rents = random.Next(2) == 0;
            var bad = random.NextDouble() < 1 / (1 + Math.Exp((income - 45) / 8 - (rents ? 1 : 0)));
            csv.Append(CultureInfo.InvariantCulture, $"{income:F2},{(rents ? "rent" : "own")},");
            for (var j = 0; j < noise; j++)
                csv.Append(CultureInfo.InvariantCulture, $"{random.NextDouble():F4},");
            csv.Append(bad ? "bad\n" : "good\n");
        }

        return csv.ToString();
    }

    public static string SlowLoan() => Loan(rows: 20_000, noise: 30);
}
