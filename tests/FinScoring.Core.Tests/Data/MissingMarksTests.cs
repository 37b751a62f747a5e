using FinScoring.Core.Data;

namespace FinScoring.Core.Tests.Data;

public sealed class MissingMarksTests
{
    [Theory]
    [InlineData("", "NA,na,N/A,NaN,null,?", ".,unknown,none")]
    [InlineData(".", "NA,?,.", "unknown,..,none")]
    [InlineData("Unknown|#N/A", "NA,unknown,UNKNOWN,#n/a", ".,none")]
    [InlineData("none", "", "NA,N/A,NaN,null,?,none")]
    [InlineData("none|.|N/A", ".,n/a", "NA,null,?,none")]
    [InlineData("None", "NA,none,NONE", ".")]
    public void A_text_is_missing_by_the_usual_marks_unless_none_is_said_and_by_those_named(string option, string missing, string values)
    {
        var marks = MissingMarks.Of(option.Split('|', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(marks.Contains(""));
        Assert.All(missing.Split(',', StringSplitOptions.RemoveEmptyEntries), mark => Assert.True(marks.Contains(mark), mark));
        Assert.All(values.Split(','), value => Assert.False(marks.Contains(value), value));
    }

    [Fact]
    public void A_country_NA_is_a_value_where_the_usual_marks_are_none()
    {
        using var file = new TempFile("country,x\nNA,1\nDE,2\n,3\n");
        var country = (CategoryColumn)TableReader.Read(file.Path, FileReading.Of(new() { MissingMarks = ["none"] })).Find("country")!;
        Assert.Equal(["NA", "DE"], country.Levels);
        Assert.Equal([0, 1, -1], country.Codes);
    }
}
