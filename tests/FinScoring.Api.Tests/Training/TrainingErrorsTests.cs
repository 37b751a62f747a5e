using System.Net;
using System.Text;

namespace FinScoring.Api.Tests.Training;

/// <summary>What is refused at once, and that nothing of it stays.</summary>
public sealed class TrainingErrorsTests(Service service) : IClassFixture<Service>
{
    private const string Good = "label=outcome&positive=bad";

    [Fact]
    public async Task All_wrong_options_are_named_at_once_and_no_value_is_repeated()
    {
        using var answer = await service.Client.PostCsvAsync(
            "/train/loan?model=Not_A_Name&algorithm=zzz&normalization=zzz&selection=zzz&folds=21&maxFeatures=0&promote=zzz&seed=1.5"
            + "&header=zzz&horizon=zzz&monotone=zzz&nosuch=zzz&time=a&time=b&features=",
            Some.Loan());
        var errors = await answer.ErrorsAsync();
        Assert.Equal(
            [
                "algorithm", "features", "folds", "header", "horizon", "label", "maxFeatures", "model", "monotone", "normalization", "nosuch", "promote",
                "seed", "selection", "time",
            ],
            errors.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("zzz", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Leftovers.Folders(service.Folder));
    }

    [Theory]
    [InlineData("folds", "1")]
    [InlineData("folds", "two")]
    [InlineData("folds", "99999999999")]
    [InlineData("maxFeatures", "-1")]
    [InlineData("populationRate", "0")]
    [InlineData("populationRate", "1.0")]
    [InlineData("populationRate", "NaN")]
    [InlineData("populationRate", "5%")]
    [InlineData("trees", "100")]
    [InlineData("leaves", "1")]
    [InlineData("learningRate", "fast")]
    [InlineData("minRows", "1.5")]
    [InlineData("l2", "-1")]
    [InlineData("featureShare", "70%")]
    [InlineData("seed", "")]
    [InlineData("promote", "Always")]
    [InlineData("algorithm", "LightGBM")]
    [InlineData("header", "1")]
    [InlineData("specials", "income")]
    [InlineData("specials", "nosuch:-9")]
    [InlineData("specials", "housing:1")]
    [InlineData("horizon", "0")]
    [InlineData("horizon", "P0D")]
    [InlineData("Folds", "3")]
    [InlineData("monotone", "income")]
    [InlineData("monotone", "income:down")]
    [InlineData("monotone", "wages:-")]
    [InlineData("monotone", "outcome:-")]
    public async Task A_wrong_option_is_the_only_error(string option, string value)
    {
        using var answer = await service.Client.PostCsvAsync($"/train/loan?{Good}&{option}={value}", Some.Loan());
        Assert.Equal([option], (await answer.ErrorsAsync()).Keys);
    }

    [Theory]
    [InlineData("{\"label\":5.5,\"features\":\"income\",\"folds\":\"3\",\"header\":\"true\",\"seed\":1e99}", "features,folds,header,seed")]
    [InlineData("{\"label\":[\"outcome\"],\"exclude\":[1],\"maxFeatures\":2.5,\"populationRate\":\"0.1\"}", "exclude,label,maxFeatures,populationRate")]
    [InlineData("{\"label\":\"outcome\",\"Positive\":\"bad\"}", "Positive")]
    [InlineData("[]", "label,options")]
    public async Task Options_in_json_are_of_their_type(string options, string wrong)
    {
        using var answer = await service.Client.PostJsonAsync("/train/loan", $$"""{"rows":[{"a":1}],"options":{{options}}}""");
        Assert.Equal(wrong, string.Join(',', (await answer.ErrorsAsync()).Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task An_option_in_the_query_and_in_the_body_is_an_error()
    {
        using var answer = await service.Client.PostJsonAsync("/train/loan?label=a", """{"rows":[{"a":1}],"options":{"label":"a"}}""");
        Assert.Equal(["label"], (await answer.ErrorsAsync()).Keys);
    }

    [Theory]
    [InlineData("", "data")]
    [InlineData("income,outcome\n", "data")]
    [InlineData("income,income,outcome\n1,2,good\n1,2,bad\n", "data")]
    [InlineData("income,outcome\n1,good\n2,good\n", "label")]
    [InlineData("income,other\n1,good\n2,bad\n", "label")]
    [InlineData("income,outcome\n1,good\n2,bad,3\n", "data")]
    public async Task What_the_first_look_at_the_file_finds_is_refused_at_once(string csv, string field)
    {
        using var answer = await service.Client.PostCsvAsync($"/train/loan?{Good}", csv);
        Assert.Contains(field, (await answer.ErrorsAsync()).Keys);
        Assert.Empty(Leftovers.Folders(service.Folder));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("multipart/form-data")]
    [InlineData("text/csv; charset=iso-8859-1")]
    [InlineData("application/xml")]
    public async Task A_body_of_another_type_is_a_415(string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Some.Loan()));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await service.Client.PostAsync($"/train/loan?{Good}", content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_without_a_type_or_of_an_unknown_encoding_is_a_415()
    {
        using var untyped = new ByteArrayContent([1]);
        using var first = await service.Client.PostAsync($"/train/loan?{Good}", untyped);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, first.StatusCode);

        using var brotli = new StringContent(Some.Loan(), Encoding.UTF8, "text/csv");
        brotli.Headers.ContentEncoding.Add("br");
        using var second = await service.Client.PostAsync($"/train/loan?{Good}", brotli);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, second.StatusCode);
    }

    [Theory]
    [InlineData("/train/nosuch")]
    [InlineData("/jobs/nosuch")]
    public async Task What_does_not_exist_is_a_404(string path)
    {
        using var answer = path.StartsWith("/train", StringComparison.Ordinal)
            ? await service.Client.PostCsvAsync(path, Some.Loan())
            : await service.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var deleted = await service.Client.DeleteAsync("/jobs/nosuch");
        Assert.Equal(HttpStatusCode.NotFound, deleted.StatusCode);
    }

    [Theory]
    [InlineData("[1]", "body")]
    [InlineData("{\"rows\":", "body")]
    [InlineData("{\"rows\":[{\"a\":1,\"a\":2}]}", "body")]
    [InlineData("{\"options\":{\"label\":\"a\"}}", "rows")]
    [InlineData("{\"rows\":[]}", "rows")]
    [InlineData("{\"rows\":[1,{\"a\":1}]}", "rows")]
    [InlineData("{\"rows\":[{\"a\":1}],\"more\":1}", "more")]
    [InlineData("{\"rows\":[{\"a\":\"\\ud800\"}]}", "body")]
    [InlineData("{\"rows\":[{\"\\udc00\":1}]}", "body")]
    [InlineData("{\"rows\":[{\"a\":1}],\"options\":{\"note\":\"\\ud800\"}}", "body")]
    public async Task A_json_body_of_another_shape_is_refused(string json, string field)
    {
        using var answer = await service.Client.PostJsonAsync("/train/loan?label=a", json);
        Assert.Equal([field], (await answer.ErrorsAsync()).Keys);
    }

    [Fact]
    public async Task A_nested_value_is_named_by_row_and_field()
    {
        using var answer = await service.Client.PostJsonAsync(
            "/train/loan?label=a", """{"rows":[{"a":1,"b":2},{"a":[1],"b":{"c":1}},{"b":[]}]}""");
        var errors = await answer.ErrorsAsync();
        Assert.Equal(["a", "b"], errors.Keys.Order());
        Assert.StartsWith("Row 2 ", Assert.Single(errors["a"]), StringComparison.Ordinal);
        Assert.Equal(["Row 2", "Row 3"], errors["b"].Select(message => message[..5]));
    }

    [Theory]
    [InlineData("domain=nosuch", "domain")]
    [InlineData("status=done", "status")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=many&status=done&domain=nosuch", "domain,status,limit")]
    public async Task A_wrong_filter_of_the_jobs_is_refused(string query, string fields)
    {
        using var answer = await service.Client.GetAsync($"/jobs?{query}");
        Assert.Equal(fields.Split(','), (await answer.ErrorsAsync()).Keys);
    }

    [Fact]
    public async Task Where_a_header_was_forgotten_the_first_line_is_not_repeated()
    {
        var rows = string.Concat(Enumerable.Range(0, 30).Select(i => $"Zo\u00eb,{i % 5}.{i % 7 + 1}00,{i},{i % 2}\n"));
        using var answer = await service.Client.PostCsvAsync("/train/loan?label=outcome", "Zo\u00eb,7301,1,0\n" + "x,\"1.000,5\",2,1\n" + rows);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(["label is no column of the file. If the first line is data, say header=false."], (await answer.ErrorsAsync())["label"]);
        Assert.All(["Zo", "7301"], cell => Assert.DoesNotContain(cell, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        using var answer = await service.Client.PostCsvAsync($"/train/loan?{Good}", Some.Loan(), ("Idempotency-Key", new string('k', 256)));
        Assert.Equal(["Idempotency-Key"], (await answer.ErrorsAsync()).Keys);
    }
}
