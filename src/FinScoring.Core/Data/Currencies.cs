using System.Collections.Frozen;
using System.Globalization;

namespace FinScoring.Core.Data;

/// <summary>Tells whether a text is a currency: a sign such as $ or US$, or a code such as USD.</summary>
internal static class Currencies
{
    private const int LongestSign = 4;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Codes = new[]
    {
        "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "CNY", "RMB", "HKD", "SGD", "TWD", "KRW", "INR", "PKR", "BDT", "LKR",
        "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "RUB", "UAH", "TRY", "ILS", "AED", "SAR", "QAR", "KWD", "EGP",
        "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "ZAR", "NGN", "KES", "GHS", "THB", "IDR", "MYR", "PHP", "VND", "Rs", "kr", "Fr",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> text)
    {
        if (Codes.Contains(text))
            return true;
        foreach (var c in text)
        {
            if (IsSign(c))
                return text.Length <= LongestSign;
        }
        return false;
    }

    public static bool IsSign(char c) => c is '$' || (c > '\x7f' && char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol);
}
