using FinScoring.Core.Data;
using FinScoring.Core.Explanation;

namespace FinScoring.Core.Tests.Explanation;

public class ReasonCatalogueTests
{
    [Fact]
    public void What_is_there_stays_as_it_is_and_in_its_place_and_what_joins_stands_beside_its_feature()
    {
        var first = ReasonCatalogue.Empty.With(Of(Number("income"), new Column { Name = "housing", Kind = ColumnKind.Category }), "those who are approved");
        Assert.Equal(["R01H", "R01L", "R02C"], first.Reasons.Select(r => r.Code));
        var second = first.With(Of(Number("age"), Number("income") with { Missing = true }), "those who are approved");
        Assert.Equal(["income R01H", "income R01L", "income R01M", "housing R02C", "age R03H", "age R03L"], second.Reasons.Select(r => $"{r.Feature} {r.Code}"));
        Assert.Equal(first.Reasons, second.Reasons.Where(r => r is not { Direction: ReasonDirection.Missing } and not { Feature: "age" }));
        Assert.Same(second, second.With(Of(Number("age")), "those who are approved"));
    }

    /// <summary>Every feature looked for among all others would be four thousand million comparisons.</summary>
    [Fact]
    public void Tens_of_thousands_of_columns_each_have_codes_of_their_own()
    {
        const int Columns = 50_000;
        var catalogue = ReasonCatalogue.Empty.With(Of([.. Enumerable.Range(1, Columns).Select(i => Number($"x{i}"))]), "others");
        Assert.Equal(2 * Columns, catalogue.Reasons.Length);
        Assert.Equal(2 * Columns, catalogue.Reasons.Select(r => r.Code).Distinct().Count());
        Assert.Equal(("x50000", "R50000L"), (catalogue.Reasons[^1].Feature, catalogue.Reasons[^1].Code));
    }

    private static Column Number(string name) => new() { Name = name, Kind = ColumnKind.Numeric };

    private static Signature Of(params IReadOnlyList<Column> columns) => new() { Columns = columns };
}
