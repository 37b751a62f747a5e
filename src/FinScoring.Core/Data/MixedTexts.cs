using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>The words for a column of numbers that also holds texts.</summary>
internal sealed class MixedTexts(TextTally texts, int cells, string column)
{
    // A text in more of the cells is named: rather a mark for what is missing than a slip.
    private const double MarkShare = .05;
    private const int MarksNamed = 3;

    /// <summary>What is wrong, and what to do: as the end of a sentence that begins with the column.</summary>
    public string Error
    {
        get
        {
            var marks = texts.MoreThan(MarkShare * cells).Take(MarksNamed).ToArray();
            if (marks.Length == 0)
            {
                return $"holds numbers, but not in {texts.Rows}; correct those, say missingMarks= and the text if one stands for missing, "
                    + $"or name the column in categories";
            }
            var others = texts.RowsBut([.. marks.Select(m => m.Text)]);
            return $"holds numbers, but {string.Join(", ", marks.Select(m => $"\"{m.Text}\" in {Share(m.Rows.Count, cells)} of its cells ({m.Rows})"))}"
                + (others.Count > 0 ? $", and other texts in {others}" : "")
                + $"; if {(marks.Length == 1 ? "that stands" : "those stand")} for missing say {string.Join(" and ", marks.Select(m => MissingMarks.Asking(m.Text)))}, "
                + $"if they are categories say categories={column}, else write numbers";
        }
    }

    /// <summary>What to know of a category whose cells are mostly numbers, but few different ones; else null.</summary>
    public static string? Note(UnitTally numbers, int cells) => numbers.Distinct.Count > 1 && 2 * numbers.Rows.Count >= cells
        ? $"is read as a category: {Share(numbers.Rows.Count, cells)} of its cells are numbers, the others are not"
        : null;

    private static string Share(int count, int cells) => (100.0 * count / cells).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
