using FinScoring.Core.Data;
using FinScoring.Core.Domains;
using FinScoring.Core.Tests.Data;

namespace FinScoring.Core.Tests.Domains;

public sealed class FirstLookTests
{
    private const string Loans = "income,job,class,day,w\n1,a,good,2024-01-01,1\n2,b,bad,2024-01-02,2\n3,a,,2024-01-03,1\n";
    private const string Bars = "Date,Open,High,Low,Close,Volume,vix\n2024-01-02,1,2,1,2,100,15\n2024-01-03,2,3,2,3,,16\n";

    private static readonly TrainingOptions Sound = new() { Label = "class", Positive = "bad" };

    [Theory]
    [InlineData("loan")]
    [InlineData("risk")]
    public void A_sound_file_has_no_findings(string domain)
        => Look(Loans, Sound with { Time = "day", Weight = "w", Group = "job", Horizon = "P1M", Features = ["income"], Protected = ["job"] }, domain);

    [Theory]
    [InlineData("symbol")]
    [InlineData("Ticker")]
    public void A_symbol_is_a_name_also_where_it_looks_like_a_number(string column)
    {
        using var file = new TempFile($"{column},date\n0005,2024-01-02\n5,2024-01-02\n1e1,2024-01-02\n");
        var table = TableReader.Read(file.Path, header: true, Domain.Find("trade")!.Categories([]));
        Assert.Equal(["0005", "5", "1e1"], ((CategoryColumn)table.Find(column)!).Levels);
    }

    [Fact]
    public void Every_finding_is_reported_at_once_by_its_option_and_no_value_is_repeated()
    {
        var errors = Errors(
            Loans + "4,c\n",
            new()
            {
                Label = "class",
                Positive = "secret",
                Features = ["income", "Job"],
                Exclude = ["secret", "income"],
                Categories = ["secret"],
                Protected = ["secret"],
                Time = "job",
                Group = "secret",
                Weight = "job",
            });
        Assert.Equal(
            ["categories", "data", "exclude", "features", "group", "positive", "protected", "time", "weight"], errors.Keys.Order());
        Assert.Contains("Did you mean job?", errors["features"][0]);
        Assert.Contains("features and exclude name the same column.", errors["features"]);
        Assert.DoesNotContain("secret", string.Join(" ", errors.Values.SelectMany(e => e)));
    }

    [Fact]
    public void A_label_is_required_and_must_be_there()
    {
        Assert.Contains("label", Errors(Loans, new()));
        Assert.Contains("label", Errors(Loans, new() { Label = "Class", Positive = "bad" }));
    }

    [Theory]
    [InlineData("y,x\n,1\nNA,2\n", "blank")]
    [InlineData("y,x\n1,1\n1.0,2\n,3\n", "one value")]
    [InlineData("y,x\n1,1\n2,2\n3,3\n", "more than two")]
    [InlineData("y,x\na,1\nb,2\nc,3\n", "more than two")]
    public void A_label_has_exactly_two_values(string text, string what)
        => Assert.Contains(what, Errors(text, new() { Label = "y", Positive = "1" })["label"][0]);

    [Theory]
    [InlineData("y,x\n0,1\n1,2\n")]
    [InlineData("y,x\n0.0,1\n1.0,2\n1,2\n")]
    [InlineData("y,x\nTrue,1\nFALSE,2\n")]
    public void The_event_of_zero_and_one_or_true_and_false_needs_no_name(string text) => Look(text, new() { Label = "y" });

    [Theory]
    [InlineData("y,x\n1,1\n2,2\n")]
    [InlineData("y,x\nyes,1\nno,2\n")]
    public void The_event_of_other_labels_needs_a_name(string text) => Assert.Contains("positive", Errors(text, new() { Label = "y" }));

    [Theory]
    [InlineData("y,x\n1,1\n2,2\n", "2.0")]
    [InlineData("y,x\n1.00,1\n2.00,2\n", "1")]
    [InlineData("y,x\nyes,1\nno,2\n", "no")]
    public void The_event_is_named_as_text_or_as_an_equal_number(string text, string positive)
        => Look(text, new() { Label = "y", Positive = positive });

    [Fact]
    public void The_label_has_no_other_part()
        => Assert.Equal(
            ["features", "group", "protected"],
            Errors(Loans, Sound with { Features = ["class"], Protected = ["class"], Group = "class" }).Keys.Order());

    [Fact]
    public void A_horizon_needs_time() => Assert.Contains("horizon", Errors(Loans, Sound with { Horizon = "P12M" }));

    [Fact]
    public void Weights_are_positive() => Assert.Contains("weight", Errors("y,w\n0,1\n1,0\n", new() { Label = "y", Weight = "w" }));

    [Fact]
    public void Bars_are_found_in_any_case_and_volume_may_be_missing() => Look(Bars, new() { Features = ["vix"] }, "trade");

    [Fact]
    public void Trade_needs_bars_and_no_label()
    {
        var errors = Errors("date,open,high,close,Close\nMonday,1,2,1,x\n", new() { Label = "close", Positive = "1" }, "trade");
        Assert.Equal(["close", "date", "label", "low", "positive", "volume"], errors.Keys.Order());
    }

    [Fact]
    public void A_file_without_a_header_is_named_by_number()
        => Look("A11 6 1\nA12 48 2\n", new() { Header = false, Label = "c3", Positive = "2", Categories = ["c2"] });

    [Fact]
    public void An_option_that_differs_from_a_column_only_in_case_is_told_which()
    {
        var errors = Errors("Income,rate,default\n1,2,a\n3,4,b\n", new()
        {
            Label = "Default",
            Features = ["rate", "income"],
            Exclude = ["INCOME"],
            Protected = ["incomE"],
            Time = "income",
            Group = "income",
            Weight = "RATE",
            Monotone = ["income:-"],
            Specials = ["income:-9"],
        });
        Assert.Contains("Did you mean default?", errors["label"][0]);
        Assert.Contains("Did you mean rate?", errors["weight"][0]);
        Assert.All(["features", "exclude", "protected", "time", "group", "monotone", "specials"], option => Assert.Contains(errors[option], e => e.Contains("Did you mean Income?", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_missing_or_wrong_positive_is_told_the_values_of_the_label_unless_they_are_texts()
    {
        Assert.Equal("Name the label value that is the event in positive: bad or good.", Errors("y,x\ngood,1\nbad,2\n", new() { Label = "y" })["positive"][0]);
        Assert.Equal("positive is no value of the label: 1 or 2.", Errors("y,x\n2,1\n1,2\n", new() { Label = "y", Positive = "0" })["positive"][0]);
        var text = Errors($"y,x\n{new string('g', 41)},1\nbad,2\n", new() { Label = "y", Positive = "worse" })["positive"][0];
        Assert.Equal("positive is no value of the label.", text);
    }

    [Theory]
    [InlineData("y,x\nTrue,1\nFALSE,2\nTRUE,3\ntrue,4\n", null)]
    [InlineData("y,x\nTrue,1\nFALSE,2\nTRUE,3\n", "false")]
    [InlineData("y,x\na,1\nTrue,2\n", "true")]
    public void A_labels_spellings_are_one_value(string text, string? positive) => Look(text, new() { Label = "y", Positive = positive });

    [Theory]
    [InlineData("income^rate^default\n1^2^0\n3^4^1\n", "^")]
    [InlineData("income:rate:default\n1:2:0\n3:4:1\n", ":")]
    [InlineData("income\u0001rate\u0001default\n1\u00012\u00010\n", "the character U+0001")]
    [InlineData("income rate default\n1 2 0\n3 4 1 0\n", "blanks")]
    public void A_file_of_one_column_is_told_what_seems_to_separate_its_cells(string text, string separator)
        => Assert.Contains($"separated by {separator}. ", Errors(text, new() { Label = "default" })["data"][0]);

    [Theory]
    [InlineData("income|rate|default\n1|2|0\n3|4|1\n")]
    [InlineData("sep=;\r\nincome;rate;default\r\n1,5;2;0\r\n3,5;4;1\r\n")]
    [InlineData("\uFEFFsep=|\nincome|rate|default\n1|2|0\n3|4|1\n")]
    public void Bars_between_cells_and_excels_own_line_are_read(string text) => Look(text, new() { Label = "default" });

    [Fact]
    public void Prices_that_may_have_thousands_separators_are_called_so()
    {
        var day = Enumerable.Range(1, 28).Select(d => $"2024-01-{d:00};\"2,810\";\"2,812\";2809;2811;100\n");
        var errors = Errors("date;open;high;low;close;volume\n" + string.Concat(day), new(), "trade");
        Assert.Equal(["high", "open"], errors.Keys.Order());
        Assert.All(errors.Values, e => Assert.Contains("thousands", e[0]));
    }

    private static void Look(string text, TrainingOptions options, string domain = "loan")
    {
        using var file = new TempFile(text);
        FirstLook.Check(file.Path, domain, options);
    }

    private static IReadOnlyDictionary<string, string[]> Errors(string text, TrainingOptions options, string domain = "loan")
        => Assert.Throws<BadDataException>(() => Look(text, options, domain)).Errors;
}
