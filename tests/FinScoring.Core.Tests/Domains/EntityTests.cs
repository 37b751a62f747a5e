using FinScoring.Core.Data;
using static FinScoring.Core.Tests.Domains.Tables;

namespace FinScoring.Core.Tests.Domains;

/// <summary>Customers with six rows each, noise but for whose they are.</summary>
public class EntityTests
{
    private static readonly TrainingOptions Options = new() { Label = "default", Positive = "1" };

    [Theory]
    [InlineData("customer_id")]
    [InlineData("kunde")]
    public void A_number_that_repeats_as_a_customers_does_is_named_and_no_feature(string name)
    {
        var data = Loan(Customers(name), Options);

        Assert.Equal(["income", "drawn"], data.Inputs.Select(i => i.Name));
        Assert.Contains($"say group={name}", Assert.Single(data.Warnings, w => w.Contains("group=", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("150 values, 6 rows each", string.Concat(data.Warnings), StringComparison.Ordinal);
        Assert.NotNull(data.Signature.Columns.Single(c => c.Name == name).Reason);
    }

    [Fact]
    public void A_text_that_does_is_too()
    {
        var data = Loan(Customers("kunde", asText: true), Options);

        Assert.Equal(["income", "drawn"], data.Inputs.Select(i => i.Name));
        Assert.Contains(data.Warnings, w => w.Contains("say group=kunde", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_only_a_measure_repeats_it_is_named_and_stays_a_feature()
    {
        var data = Loan(Customers("kunde").Without("kunde"), Options);

        Assert.Equal(["income", "drawn"], data.Inputs.Select(i => i.Name));
        Assert.Contains("say group=income", Assert.Single(data.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Named_it_is_a_feature_and_as_the_group_it_is_not_spoken_of()
    {
        var named = Loan(Customers("customer_id"), Options with { Features = ["customer_id", "income", "drawn"] });
        Assert.Contains("customer_id", named.Inputs.Select(i => i.Name));
        Assert.Single(named.Warnings, w => w.Contains("group=customer_id", StringComparison.Ordinal));
        Assert.Empty(Loan(Customers("kunde"), Options with { Group = "kunde" }).Warnings);
    }

    [Fact]
    public void Values_whose_labels_mix_as_chance_has_it_are_nobodys()
    {
        var random = new Random(5);
        var table = Of(
            Numbers("branch", [.. Enumerable.Range(0, 900).Select(i => (double)(i / 6))]), Numbers("x", [.. Enumerable.Range(0, 900).Select(_ => random.NextDouble())]),
            Numbers("default", [.. Enumerable.Range(0, 900).Select(_ => (double)random.Next(2))]));

        Assert.Empty(Loan(table, Options).Warnings);
    }

    [Fact]
    public void A_measure_that_tells_the_event_is_nobodys_though_one_value_has_one_label()
    {
        var random = new Random(6);
        double[] debt = [.. Enumerable.Range(0, 900).Select(_ => (double)random.Next(150))];
        var table = Of(
            Numbers("debt", debt), Numbers("x", [.. debt.Select(_ => random.NextDouble())]),
            Numbers("default", [.. debt.Select(d => d > 75 ? 1.0 : 0)]));

        Assert.Empty(Loan(table, Options).Warnings);
    }

    [Fact]
    public void Copies_make_no_customer_of_a_number_that_was_copied_with_them()
    {
        var random = new Random(7);
        int[] rows = [.. Enumerable.Range(0, 400), .. Enumerable.Range(0, 329).Select(i => i % 47)];
        double[] x = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        var table = Of(
            Numbers("nr", [.. rows.Select(r => (double)r)]), Numbers("x", [.. rows.Select(r => x[r])]), Numbers("default", [.. rows.Select(r => r < 47 ? 1.0 : 0)]));

        var data = Loan(table, Options);

        Assert.Contains("329 of 729 rows are copies", Assert.Single(data.Warnings), StringComparison.Ordinal);
    }

    private static Table Customers(string name, bool asText = false)
    {
        var random = new Random(1);
        double[] income = [.. Enumerable.Range(0, 150).Select(_ => (double)random.Next(9_000, 90_000))];
        double[] bad = [.. Enumerable.Range(0, 150).Select(_ => random.NextDouble() < .3 ? 1.0 : 0)];
        int[] customer = [.. Enumerable.Range(0, 900).Select(i => i / 6)];
        return Of(
            asText ? Texts(name, [.. customer.Select(c => $"C{c}")]) : Numbers(name, [.. customer.Select(c => 1_001.0 + c)]),
            Numbers("income", [.. customer.Select(c => income[c])]), Numbers("drawn", [.. customer.Select(_ => random.NextDouble())]),
            Numbers("default", [.. customer.Select(c => bad[c])]));
    }
}
