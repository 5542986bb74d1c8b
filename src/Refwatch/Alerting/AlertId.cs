using System.Globalization;
using System.Text;
using Refwatch.Claims;
using Refwatch.Fetching;

namespace Refwatch.Alerting;

/// <summary>Names events so that the same event always has the same id: 32 hex digits of a SHA-256.</summary>
public static class AlertId
{
    /// <summary>
    /// The id of a page's change against one baseline capture. The capture's time counts, so a page that goes A, B, A, B
    /// changes twice; the order of claims, white space, case and typography do not, nor do claims that only moved.
    /// </summary>
    /// <param name="page">The watched URL.</param>
    /// <param name="baselineTimestamp">14 digits.</param>
    /// <param name="baselineDigest">"sha256:…"</param>
    /// <param name="changes">The changed claims.</param>
    public static string Of(string page, string baselineTimestamp, string baselineDigest, IEnumerable<ClaimChange> changes) =>
        Of(["change", page, baselineTimestamp, baselineDigest, .. changes
            .Where(static change => change.Kind != ChangeKind.Moved)
            .Select(static change => $"{change.Kind}\u001f{Normalised(change.Before)}\u001f{Normalised(change.After)}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)]);

    /// <summary>The id of an incident's opening or recovery.</summary>
    /// <param name="page">The watched URL.</param>
    /// <param name="kind">What is said of it.</param>
    /// <param name="opened">When the incident was first seen, as the ledger holds it.</param>
    public static string Of(string page, AlertKind kind, DateTimeOffset opened) =>
        Of(["incident", page, kind.ToString(), opened.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)]);

    private static string Of(IEnumerable<string> parts) =>
        Digest.Sha256(Encoding.UTF8.GetBytes(string.Join('\u001e', parts)))["sha256:".Length..][..32];

    /// <summary>Folds what differs between two fetches of the same sentence and carries no fact.</summary>
    private static string Normalised(string? claim)
    {
        var folded = new StringBuilder();
        foreach (var c in Compatible(claim ?? ""))
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                _ = folded.Length > 0 && folded[^1] != ' ' ? folded.Append(' ') : folded;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                folded.Append(c switch
                {
                    '«' or '»' or '“' or '”' or '„' or '‟' => '"',
                    '‘' or '’' or '‚' or '‛' => '\'',
                    '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => '-',
                    _ => char.ToLowerInvariant(c),
                });
            }
        }

        return folded.ToString().TrimEnd();
    }

    // Unpaired surrogates can't be normalised: they become U+FFFD first.
    private static string Compatible(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormKC);
}
