#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// Writes loan.csv, risk.csv and trade.csv: made-up data, the same bytes on every machine. From the repository's root:
//   dotnet run samples/generate.cs [folder]
// README.md beside this file says what the columns mean. The AUC printed is how well the true probabilities, which no model
// can know, rank the labels drawn from them: the ceiling for every model.

var folder = args.FirstOrDefault() ?? "samples";
foreach (var sheet in new[] { Loan(rows: 4000), Risk(companies: 250, quarters: 48), Trade(["SIMA", "SIMB", "SIMC", "SIMD"], bars: 750) })
{
    File.WriteAllText(Path.Combine(folder, sheet.Name), string.Join('\n', [.. sheet.Lines, ""]));
    Console.WriteLine($"{sheet.Name}: {sheet.Lines.Count - 1} rows, {sheet.Events} events, AUC of the truth {sheet.Auc():0.000}");
}

static Sheet Loan(int rows)
{
    var dice = new Dice(1);
    var sheet = new Sheet("loan.csv",
        "id,age,occupation,employment_years,income,housing,dependents,oldest_account_months,open_accounts,utilization",
        "past_delinquencies,recent_inquiries,amount,term_months,purpose,guarantor,outcome");
    for (var row = 1; row <= rows; row++)
    {
        var age = Math.Round(dice.Between(21, 60) + dice.Between(0, 12));
        var occupation = age > 64 ? "retired" : dice.Pick((34, "employee"), (24, "skilled worker"), (12, "self-employed"),
            (10, "public servant"), (9, "manager"), (6, "student"), (4.8, "unemployed"), (0.2, "artist"));
        double? years = occupation is "retired" or "student" or "unemployed" ? null : Math.Min(age - 18, dice.Skewed(6));
        var pay = occupation switch { "manager" => 82, "self-employed" => 52, "public servant" => 47, "retired" => 31, _ => 40 };
        if (occupation is "student" or "unemployed")
            pay = 15;
        var income = Math.Round(1000 * pay * (0.8 + 0.01 * Math.Min(years ?? 10, 25)) * Math.Exp(0.32 * dice.Normal()) / 100) * 100;
        var housing = dice.Pick((45, "rent"), (income > 45000 ? 45 : 15, "mortgage"), (age > 50 ? 30 : 6, "own"),
            (age < 30 ? 20 : 3, "with family"));
        var dependents = dice.Pick((50, 0), (22, 1), (18, 2), (8, 3), (2, 4));
        double? history = dice.Chance(age < 27 ? 0.35 : 0.06) ? null : Math.Round(6 + (age - 19) * 12 * dice.Between(0.1, 0.9));
        var accounts = history is null ? 0 : 1 + Math.Floor(dice.Skewed(4));
        double? utilization = history is null || dice.Chance(0.08) ? null : Math.Min(1.2, dice.Between(0, 0.7) * dice.Between(0.1, 1.8));
        var delinquencies = history is null ? 0 : Math.Min(9, Math.Floor(dice.Skewed(0.65)));
        var inquiries = Math.Min(12, Math.Floor(dice.Skewed(1.5)));
        var amount = Math.Round(Math.Clamp(dice.Between(0.08, 0.55) * income, 1000, 60000) / 100) * 100;
        var term = dice.Pick((14, 12), (24, 24), (30, 36), (16, 48), (16, 60));
        var purpose = dice.Pick((30, "car"), (22, "debt consolidation"), (18, "home improvement"), (12, "furniture"),
            (8, "education"), (6, "medical"), (3.7, "business"), (0.3, "boat"));
        var guarantor = dice.Chance(0.1);
        var disclosed = !dice.Chance(0.05);

        var logOdds = -3.65 + 2.6 * (amount / term * 12 / income) + 2.3 * (utilization ?? 0.45) + 0.75 * delinquencies + 0.16 * inquiries
            + (history is { } months ? -0.004 * Math.Min(months, 240) : 0.7) - 0.05 * Math.Min(years ?? 4, 15) + 0.1 * dependents
            + (occupation == "student" ? 0.5 : 0)
            + (delinquencies > 1 && utilization > 0.6 ? 0.9 : 0) + (disclosed ? 0 : 0.9) - (guarantor ? 0.7 : 0)
            + occupation switch { "unemployed" => 1.5, "artist" => 0.8, "self-employed" => 0.5, "public servant" => -0.6, _ => 0 }
            + purpose switch { "business" => 0.8, "debt consolidation" => 0.5, "medical" => 0.4, "car" => -0.2, _ => 0 }
            + housing switch { "rent" => 0.4, "own" => -0.5, _ => 0 };
        var outcome = sheet.Draw(dice, logOdds) ? "default" : "repaid";
        sheet.Add($"A-{row:00000},{age},{(dice.Chance(0.03) ? null : occupation)},{years:0.0},{(disclosed ? income : null):0}",
            $"{housing},{dependents},{history},{accounts},{utilization:0.000},{delinquencies},{inquiries}",
            $"{amount},{term},{purpose},{(guarantor ? "true" : "false")},{outcome}");
    }
    return sheet;
}

static Sheet Risk(int companies, int quarters)
{
    var dice = new Dice(22);
    var sheet = new Sheet("risk.csv",
        "company,date,sector,listed,company_age,employees,total_liabilities_to_assets,current_ratio,cash_to_assets",
        "return_on_assets,interest_coverage,sales_growth,payment_delay_days,audit_opinion",
        "market_volatility,credit_spread,gdp_growth,unemployment,bankruptcy");
    var places = new Company?[companies];
    var (founded, stress, cycle, unemployment) = (0, 0.0, 0.0, 6.0);
    for (var quarter = 0; quarter < quarters; quarter++)
    {
        stress = Math.Max(-1, 0.6 * stress + 0.4 * dice.Normal() + (dice.Chance(0.12) ? 1.6 : 0));
        cycle = 0.6 * cycle + 0.7 * dice.Normal() - 0.4 * stress;
        unemployment = Math.Clamp(unemployment - 0.4 * cycle + 0.3 * (6 - unemployment), 3, 14);
        var date = new DateOnly(2012, 1, 1).AddMonths(3 * quarter + 3).AddDays(-1);
        FormattableString[] economy =
        [
            $"{17 + 7 * stress + dice.Between(0, 4):0.0},{1.6 + 0.8 * stress + dice.Between(0, 0.6):0.00}",
            $"{1.8 + cycle + dice.Between(-0.5, 0.5):0.0},{unemployment:0.0}",
        ];
        // A company reports once a year, in a quarter of its own; one that fails makes room for a young one.
        for (var place = quarter % 4; place < companies; place += 4)
        {
            var company = places[place] ?? new Company(++founded, dice);
            company.Pass(dice, cycle);
            var logOdds = -3.85 - 1.75 * company.Health + 0.45 * stress - 0.25 * cycle
                + company.Sector switch { "construction" => 0.5, "retail" => 0.3, "utilities" => -0.8, _ => 0 };
            var fails = sheet.Draw(dice, logOdds);
            sheet.Add([$"C-{company.Number:000},{date:yyyy-MM-dd}", .. company.Report(dice), .. economy, $"{(fails ? 1 : 0)}"]);
            places[place] = fails ? null : company;
        }
    }
    return sheet;
}

static Sheet Trade(string[] symbols, int bars)
{
    var dice = new Dice(5);
    var sheet = new Sheet("trade.csv", "date,symbol,open,high,low,close,volume", "sentiment,volatility_index");
    var price = symbols.Select(_ => dice.Between(20, 180)).ToArray();
    var mood = new double[symbols.Length];
    var (date, variance) = (new DateOnly(2021, 1, 4), 1.0);
    for (var bar = 0; bar < bars; bar++, date = date.AddDays(date.DayOfWeek == DayOfWeek.Friday ? 3 : 1))
    {
        // One market factor with clustered volatility (GARCH(1,1), in units of its own long-run variance).
        var shock = Math.Sqrt(variance) * dice.Normal();
        var calm = Math.Sqrt(variance);
        variance = 0.03 + 0.12 * shock * shock + 0.85 * variance;
        var index = 16 * Math.Sqrt(variance) + dice.Between(0, 2);
        for (var i = 0; i < symbols.Length; i++)
        {
            var up = 0.02 + 0.08 * calm * mood[i];
            var previous = price[i];
            price[i] = previous * (1 + Math.Clamp(0.0105 * (up + 0.6 * shock + 0.8 * calm * dice.Normal()), -0.25, 0.25));
            if (bar > 0)
                sheet.Note(up / calm, price[i] > previous);
            mood[i] = Math.Clamp(0.7 * mood[i] + 0.6 * dice.Normal() + 0.2 * shock, -3, 3);
            var open = previous * (1 + 0.003 * calm * dice.Normal());
            var high = Math.Max(open, price[i]) * (1 + 0.003 * calm * dice.Skewed(1));
            var low = Math.Min(open, price[i]) * (1 - Math.Min(0.1, 0.003 * calm * dice.Skewed(1)));
            var volume = 1000 * Math.Round((300 + 400 * i) * (0.5 + calm * dice.Between(0.5, 1.5)));
            sheet.Add($"{date:yyyy-MM-dd},{symbols[i]},{open:0.00},{high:0.00},{low:0.00},{price[i]:0.00}",
                $"{(dice.Chance(0.004) ? null : volume):0},{(dice.Chance(0.02) ? null : mood[i] / 3):0.00},{index:0.0}");
        }
    }
    return sheet;
}

/// <summary>A company that reports year after year; its health drifts and shows in every ratio.</summary>
file sealed class Company(int number, Dice dice)
{
    private readonly double size = dice.Skewed(1);
    private readonly double strength = 0.5 * dice.Normal();
    private readonly bool listed = dice.Chance(0.25);
    private readonly bool hasDebt = !dice.Chance(0.12);
    private double age = Math.Floor(dice.Skewed(14)), luck;
    private bool reported;

    public int Number { get; } = number;

    public string Sector { get; } = dice.Pick((28, "manufacturing"), (22, "retail"), (18, "services"), (14, "construction"),
        (10, "transport"), (7.85, "utilities"), (0.15, "space"));

    public double Health { get; private set; }

    public void Pass(Dice dice, double cycle)
    {
        luck = 0.75 * luck + 0.6 * dice.Normal();
        Health = strength + luck + 0.1 * cycle + (hasDebt ? 0 : 0.4) - (age < 3 ? 0.4 : 0) + (listed ? 0.2 : 0);
        age++;
    }

    public FormattableString[] Report(Dice dice)
    {
        double? growth = reported ? 4 + 6 * Health + 9 * dice.Normal() : null;
        double? coverage = hasDebt ? 3.2 + 2.4 * Health + 1.8 * dice.Normal() + dice.Skewed(0.8) : null;
        var delay = Math.Max(0, Math.Round(12 - 9 * Health + 9 * dice.Normal()));
        var opinion = dice.Pick((90, "unqualified"), (Health < -1 ? 40 : 4, "qualified"), (Health < -1.5 ? 4 : 0.1, "adverse"));
        reported = true;
        return
        [
            $"{Sector},{(listed ? "true" : "false")},{age},{Math.Round(12 + (listed ? 900 : 90) * size * dice.Between(0.9, 1.1))}",
            $"{Math.Max(0.05, 0.58 - 0.11 * Health + 0.12 * dice.Normal()):0.000}",
            $"{Math.Max(0.1, 1.5 + 0.4 * Health + 0.45 * dice.Normal()):0.00}",
            $"{Math.Max(0, 0.09 + 0.035 * Health + 0.05 * dice.Normal()):0.000}",
            $"{3.5 + 4 * Health + 3.5 * dice.Normal():0.0},{coverage:0.0},{growth:0.0},{(dice.Chance(0.06) ? null : delay)}",
            $"{(listed || !dice.Chance(0.3) ? opinion : null)}",
        ];
    }
}

/// <summary>A CSV file in the making, and the true probabilities (or anything that ranks like them) behind its labels.</summary>
file sealed class Sheet(string name, params string[] header)
{
    private readonly List<(double Rank, bool Event)> truth = [];

    public string Name { get; } = name;

    public List<string> Lines { get; } = [string.Join(',', header)];

    public int Events => truth.Count(t => t.Event);

    public void Add(params FormattableString[] cells) => Lines.Add(string.Join(',', cells.Select(FormattableString.Invariant)));

    public void Note(double rank, bool happened) => truth.Add((rank, happened));

    public bool Draw(Dice dice, double logOdds)
    {
        var happens = dice.Chance(1 / (1 + Math.Exp(-logOdds)));
        Note(logOdds, happens);
        return happens;
    }

    /// <summary>The share of pairs of an event and a non-event that the truth ranks rightly.</summary>
    public double Auc()
    {
        var ordered = truth.OrderBy(t => t.Rank).ToList();
        var rankSum = ordered.Select((t, i) => t.Event ? i + 1.0 : 0).Sum();
        double events = Events, others = truth.Count - events;
        return (rankSum - events * (events + 1) / 2) / (events * others);
    }
}

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014). System.Random does not promise the same numbers in every version of .NET.
/// </summary>
file sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number in [0, 1).</summary>
    public double Uniform()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1ul << 53));
    }

    public double Between(double low, double high) => low + (high - low) * Uniform();

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Near enough to normal, and without the mathematics library, whose last digit differs between machines.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += Uniform();
        return sum;
    }

    /// <summary>Positive, with a long tail and this mean.</summary>
    public double Skewed(double mean) => mean * -Math.Log(1 - Uniform());

    public T Pick<T>(params (double Weight, T Value)[] choices)
    {
        var left = Uniform() * choices.Sum(c => c.Weight);
        foreach (var (weight, value) in choices)
            if ((left -= weight) < 0)
                return value;
        return choices[^1].Value;
    }
}
