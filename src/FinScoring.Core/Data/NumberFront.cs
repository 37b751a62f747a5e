namespace FinScoring.Core.Data;

/// <summary>Takes away what stands before the digits of a number, in any order: a sign, brackets around it, a currency.</summary>
internal ref struct NumberFront
{
    public NumberFront(ReadOnlySpan<char> cell) => Rest = cell;

    /// <summary>What is not taken yet.</summary>
    public ReadOnlySpan<char> Rest { get; private set; }

    /// <summary>A currency, or nothing.</summary>
    public ReadOnlySpan<char> Prefix { get; private set; }

    /// <summary>How many signs there are; brackets are one. More than one is no number.</summary>
    public int Signs { get; private set; }

    public bool IsNegative { get; private set; }

    /// <summary>Takes one thing; false where the digits begin, or something that stands before no number.</summary>
    public bool TakeOne()
    {
        switch (Rest)
        {
            case ['(', .., ')']:
                Rest = Rest[1..^1].Trim();
                AddSign(isMinus: true);
                return true;
            case ['-' or '−' or '–' or '+', ..]:
                AddSign(isMinus: Rest[0] != '+');
                Rest = Rest[1..].TrimStart();
                return true;
            default:
                return TakeCurrency();
        }
    }

    public void AddSign(bool isMinus)
    {
        Signs++;
        IsNegative |= isMinus;
    }

    private bool TakeCurrency()
    {
        var length = 0;
        while (length < Rest.Length && (char.IsLetter(Rest[length]) || Currencies.IsSign(Rest[length])))
            length++;
        if (length == 0 || Prefix.Length > 0 || !Currencies.Contains(Rest[..length]))
            return false;
        Prefix = Rest[..length];
        Rest = Rest[length..];
        // Rs. 500
        Rest = Rest is ['.', ' ', ..] ? Rest[2..] : Rest.TrimStart();
        return true;
    }
}
