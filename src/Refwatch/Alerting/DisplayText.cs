using System.Globalization;
using System.Text;
using Refwatch.Citing;
using Refwatch.Fetching;

namespace Refwatch.Alerting;

/// <summary>Scraped text made fit to be shown on one line: what it says stays, what could steer a terminal or a browser does not.</summary>
public static class DisplayText
{
    /// <summary>Longest text shown, in UTF-16 units; the archive keeps the whole.</summary>
    public const int MaxLength = 4000;

    private const int MaxMarksInARow = 4;

    /// <summary>
    /// White space is folded; control characters become U+FFFD, so that an escape sequence shows; format characters are
    /// dropped, the bidirectional controls among them (UAX #9; see "Trojan Source", CVE-2021-42574), except the joiners
    /// that scripts need; stacked combining marks are bounded.
    /// </summary>
    public static string Clean(string? text, int maxLength = MaxLength)
    {
        var clean = new StringBuilder();
        var marks = 0;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (Rune.IsWhiteSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (category is UnicodeCategory.Control)
            {
                clean.Append('\uFFFD');
            }
            else if (IsJoiner(rune) || (category is not UnicodeCategory.Format && marks <= MaxMarksInARow))
            {
                clean.Append(rune.ToString());
            }

            if (clean.Length > maxLength)
            {
                return Cut(clean, maxLength);
            }
        }

        return clean.ToString().TrimEnd();
    }

    /// <summary>What an article is called.</summary>
    public static string Title(ArticleReferences article) => Clean(string.IsNullOrWhiteSpace(article.Title) ? Address(article.Article) : article.Title);

    /// <summary>A page's address as a person reads it: host without "www.", and path.</summary>
    public static string Address(Uri url)
    {
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        return Clean(Site(url) + port + Uri.UnescapeDataString(url.PathAndQuery).TrimEnd('/'));
    }

    /// <summary>A page's host as a person reads it: without "www.".</summary>
    public static string Site(Uri url)
    {
        var name = HostManners.HostOf(url);
        return Host(name.StartsWith("www.", StringComparison.Ordinal) ? name[4..] : name);
    }

    /// <summary>A host's name, given in ASCII, in its own letters where that is safe.</summary>
    public static string Host(string ascii) => Clean(HostName.Display(ascii));

    /// <summary>A capture's timestamp (14 digits) to the minute, e.g. "2026-03-10 08:15"; "–" when there is none.</summary>
    public static string Time(string timestamp) =>
        DateTime.TryParseExact(timestamp, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : "–";

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static string Cut(StringBuilder text, int maxLength)
    {
        var length = char.IsLowSurrogate(text[maxLength - 1]) ? maxLength - 2 : maxLength - 1;
        return text.ToString(0, length).TrimEnd() + "…";
    }
}
