namespace Refwatch.Extracting;

/// <summary>The page's headline, told apart from the site's name in the title.</summary>
internal static class Headline
{
    private const int MostHeading = 300;

    /// <summary>
    /// What sites put between headline and name. A bare hyphen or colon also stands within headlines: it needs the name to prove it.
    /// </summary>
    private static readonly string[] Separators = [" | ", " — ", " – ", " - ", " :: ", " » ", " · ", " • ", " / ", ": "];

    public static string Of(PageNotes notes, LinkedData data, Outline outline, string? site, Uri url)
    {
        var written = WithoutSite(notes.TitleElement ?? "", site, url);
        var formal = data.IsArticle ? data.Headline : null;
        formal ??= notes.Meta("og:title", "twitter:title", "dc.title", "title", "parsely-title", "citation_title");
        if (formal is not null) formal = WithoutSite(formal, site, url);
        var heading = FirstHeading(outline);
        if (heading is not null && (IsPart(heading, notes.TitleElement) || IsPart(heading, formal))) return heading;
        return formal ?? (written.Length > 0 ? written : heading ?? "");
    }

    /// <summary>The index of the line that shows the headline, -1 when none does.</summary>
    public static int LineOf(Outline outline, string title)
    {
        for (var i = 0; i < outline.Lines.Length; i++)
        {
            if (title.Length > 0 && string.Equals(outline.Lines[i].Text, title, StringComparison.OrdinalIgnoreCase)) return i;
        }

        for (var i = 0; i < outline.Lines.Length; i++)
        {
            if (IsTopHeading(outline, i)) return i;
        }

        return -1;
    }

    /// <summary>An h1, or a line that holds most of the title.</summary>
    public static bool IsShownAt(Outline outline, int line, string title)
    {
        var text = outline.Lines[line].Text;
        if (IsTopHeading(outline, line)) return true;
        return text.Length > 10 && text.Length > 0.6 * title.Length && title.StartsWith(text, StringComparison.OrdinalIgnoreCase);
    }

    public static bool IsTopHeading(Outline outline, int line)
    {
        var heading = outline.Elements[outline.Lines[line].Owner].Heading;
        return heading > 0 && outline.Elements[heading - 1].Element.LocalName == "h1";
    }

    private static string? FirstHeading(Outline outline)
    {
        for (var i = 0; i < outline.Lines.Length; i++)
        {
            if (IsTopHeading(outline, i) && outline.Lines[i].Text.Length is > 0 and < MostHeading) return outline.Lines[i].Text;
        }

        return null;
    }

    private static bool IsPart(string heading, string? title) =>
        title is not null && heading.Length > 5 && title.Contains(heading, StringComparison.OrdinalIgnoreCase);

    private static string WithoutSite(string title, string? site, Uri url)
    {
        foreach (var separator in Separators)
        {
            var at = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && IsSite(title[(at + separator.Length)..], site, url)) return title[..at].TrimEnd();
            at = title.IndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && IsSite(title[..at], site, url)) return title[(at + separator.Length)..].TrimStart();
        }

        return title;
    }

    private static bool IsSite(string part, string? site, Uri url)
    {
        part = part.Trim();
        if (part.Length == 0) return false;
        if (site is not null && site.Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
        if (site is not null && part.Contains(site, StringComparison.OrdinalIgnoreCase)) return true;
        Span<char> letters = stackalloc char[64];
        var length = 0;
        foreach (var letter in part)
        {
            if (char.IsLetterOrDigit(letter) && length < letters.Length) letters[length++] = char.ToLowerInvariant(letter);
        }

        var host = url.Host.Replace("-", "", StringComparison.Ordinal).AsSpan();
        return length > 2 && host.Contains(letters[..length], StringComparison.OrdinalIgnoreCase);
    }
}
