using System.Globalization;

namespace FinScoring.Api.Training;

/// <summary>The request header Prefer (RFC 7240).</summary>
internal static class PreferHeader
{
    /// <summary>The seconds of "wait=N"; null without it or where it is no number: a preference that is not understood is ignored.</summary>
    public static int? Wait(string? header)
        => (header ?? "").Split(',')
            .Select(preference => preference.Split(';')[0].Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(preference => preference.Length == 2 && preference[0].Trim().Equals("wait", StringComparison.OrdinalIgnoreCase))
            .Select(preference => int.TryParse(preference[1].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : (int?)null)
            .FirstOrDefault();
}
