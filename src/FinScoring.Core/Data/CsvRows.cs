using Sylvan.Data.Csv;

namespace FinScoring.Core.Data;

/// <summary>
/// The one CSV reader, for training files and batches: row by row over a stream that need not be seekable, in constant
/// memory, without allocation per cell. Blank lines are skipped. Not thread-safe.
/// </summary>
public sealed class CsvRows : IDisposable
{
    /// <summary>Characters in a row. A longer one is the last that is read.</summary>
    public const int MaxRowLength = 4 * 1024 * 1024;

    private readonly CsvDataReader _reader;
    private bool _holdsFirst;

    private CsvRows(CsvDataReader reader, char delimiter) => (_reader, Delimiter) = (reader, delimiter);

    /// <summary>The trimmed column names of the header, or c1, c2, ...; none is blank and no two are alike.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Between the cells: tab, semicolon, bar, comma, what the first line names (sep=;), or a blank for runs of blanks.</summary>
    public char Delimiter { get; }

    /// <summary>The number of the row just read: 1 is the first after the header.</summary>
    public int Row { get; private set; }

    /// <summary>How many cells the row just read has: as many as there are names unless there is a <see cref="Problem"/>.</summary>
    public int Count => _reader.RowFieldCount;

    /// <summary>Characters of the row just read, quotes and delimiters included.</summary>
    public int Length => _reader.GetRawRecordSpan().Length;

    /// <summary>Why the row just read is of no use, as the end of a sentence that begins "Row n"; null if it is good.</summary>
    public string? Problem { get; private set; }

    /// <summary>A cell of the row just read, unquoted and trimmed; valid until the next one is asked for.</summary>
    public ReadOnlySpan<char> this[int column] => _reader.GetFieldSpan(column).Trim();

    /// <summary>Whether the first cell can be trusted though there is a <see cref="Problem"/>: what is wrong comes after it. Other cells may have moved.</summary>
    public bool FirstCellIsSound => Count > 0 && !_reader.GetFieldSpan(0).ContainsAny('"', CsvQuoteGuard.BrokenQuote, CsvText.NoText);

    /// <param name="stream">Text in UTF-8, or in UTF-16 with a byte order mark. Closed with the reader.</param>
    /// <param name="header">False: there is no header and the columns are c1, c2, ...</param>
    /// <exception cref="BadDataException">No text, or blank or repeated names: under the field "data".</exception>
    public static CsvRows Open(Stream stream, bool header = true)
    {
        var text = new CsvText(stream);
        while (NeedsSample(text))
            text.Grow();
        var delimiter = Delimit(text);
        try
        {
            var rows = new CsvRows(CsvDataReader.Create(Cells(text, delimiter), Options(delimiter)), delimiter);
            return rows.Begin(rows.ReadRecord(), header);
        }
        catch (CsvRecordTooLargeException)
        {
            throw FirstTooLong();
        }
    }

    /// <inheritdoc cref="Open"/>
    public static async Task<CsvRows> OpenAsync(Stream stream, bool header = true, CancellationToken cancel = default)
    {
        var text = new CsvText(stream);
        while (NeedsSample(text))
            await text.GrowAsync(cancel);
        var delimiter = Delimit(text);
        try
        {
            var rows = new CsvRows(await CsvDataReader.CreateAsync(Cells(text, delimiter), Options(delimiter), cancel), delimiter);
            return rows.Begin(await rows.ReadRecordAsync(cancel), header);
        }
        catch (CsvRecordTooLargeException)
        {
            throw FirstTooLong();
        }
    }

    /// <summary>Goes to the next row; false after the last. A row with a <see cref="Problem"/> does not spoil the next.</summary>
    /// <exception cref="BadDataException">The row is longer than <see cref="MaxRowLength"/>: the rest cannot be read.</exception>
    public bool Read() => Advance(_holdsFirst || ReadRecord());

    /// <inheritdoc cref="Read"/>
    public async ValueTask<bool> ReadAsync(CancellationToken cancel = default) => Advance(_holdsFirst || await ReadRecordAsync(cancel));

    public void Dispose() => _reader.Dispose();

    private static bool NeedsSample(CsvText text) => !text.SampleIsFull && !CsvDialect.HasEnough(text.Sample);

    private static char Delimit(CsvText text)
    {
        if (!CsvDialect.IsNamed(text.Sample, out var delimiter, out var length)) return CsvDialect.Delimiter(text.Sample, text.SampleIsAll);
        text.Skip(length);
        return delimiter;
    }

    private static TextReader Cells(CsvText text, char delimiter)
    {
        var guarded = new CsvQuoteGuard(text, delimiter);
        return delimiter == CsvDialect.Blanks ? new CsvBlankRuns(guarded) : guarded;
    }

    private static CsvDataReaderOptions Options(char delimiter) => new()
    {
        Delimiter = delimiter,
        HasHeaders = false,
        CsvStyle = CsvStyle.Lax,
        // No comments: a cell may begin with '#', and no text has half a surrogate pair at the start of a line.
        Comment = '\uDC00',
        BufferSize = 32 * 1024,
        MaxBufferSize = MaxRowLength,
    };

    private static BadDataException FirstTooLong()
        => new("data", $"The first line is longer than {MaxRowLength} characters.");

    private CsvRows Begin(bool any, bool header)
    {
        if (!any)
            throw new BadDataException("data", "The file is empty.");
        Names = header ? CsvHeader.Names(this, QuoteProblem()) : CsvHeader.Numbered(Count);
        _holdsFirst = !header;
        return this;
    }

    private bool Advance(bool any)
    {
        _holdsFirst = false;
        if (!any)
            return false;
        Row++;
        Problem = FindProblem();
        return true;
    }

    private string? FindProblem()
        => QuoteProblem() ?? (Count == Names.Count ? null : $"has {Count} cells where {Names.Count} are expected");

    private string? QuoteProblem()
    {
        var record = _reader.GetRawRecordSpan();
        if (!record.ContainsAny('"', CsvQuoteGuard.BrokenQuote, CsvText.NoText))
            return null;
        if (record.Contains(CsvText.NoText))
            return "holds bytes that are no text in UTF-8 (or in UTF-16 with a byte order mark)";
        var isBroken = record.Contains(CsvQuoteGuard.BrokenQuote);
        return CsvQuotes.Problem(isBroken ? record.ToString().Replace(CsvQuoteGuard.BrokenQuote, '"') : record, Delimiter);
    }

    private bool ReadRecord()
    {
        try
        {
            while (_reader.Read())
            {
                if (!IsBlank())
                    return true;
            }
            return false;
        }
        catch (CsvRecordTooLargeException)
        {
            throw TooLong();
        }
    }

    private async ValueTask<bool> ReadRecordAsync(CancellationToken cancel)
    {
        try
        {
            while (await _reader.ReadAsync(cancel))
            {
                if (!IsBlank())
                    return true;
            }
            return false;
        }
        catch (CsvRecordTooLargeException)
        {
            throw TooLong();
        }
    }

    private BadDataException TooLong()
        => new("data", $"Row {Row + 1} is longer than {MaxRowLength} characters; nothing after it was read.");

    private bool IsBlank() => _reader.RowFieldCount == 1 && _reader.GetRawRecordSpan().IsWhiteSpace();
}
