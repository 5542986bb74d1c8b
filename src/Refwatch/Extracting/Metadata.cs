using AngleSharp.Dom;

namespace Refwatch.Extracting;

/// <summary>
/// What a page says of itself, the more formal statement first: linked data, meta tags, microdata, then what readers see.
/// </summary>
internal static class Metadata
{
    private const int MostByline = 200;

    /// <summary>How far from the headline a visible date or byline is looked for, in lines.</summary>
    private const int Near = 15;

    private static readonly string[] PublishedNames =
    [
        "article:published_time", "og:published_time", "og:article:published_time", "parsely-pub-date", "datePublished", "dc.date.issued",
        "dc.date", "dcterms.created", "date", "pubdate", "publish-date", "publishdate", "sailthru.date", "cXenseParse:recs:publishtime",
        "citation_publication_date",
    ];

    private static readonly string[] ModifiedNames =
        ["article:modified_time", "og:modified_time", "og:updated_time", "dateModified", "dcterms.modified", "last-modified", "lastmod"];

    private static readonly string[] BylineNames =
        ["author", "dc.creator", "dcterms.creator", "parsely-author", "article:author", "sailthru.author", "byl", "citation_author"];

    public static PageContent Read(PageNotes notes, LinkedData data, Outline outline, Uri url)
    {
        var publisher = notes.Meta("og:site_name") ?? data.Publisher ?? notes.Meta("application-name", "dc.publisher", "publisher");
        var title = Headline.Of(notes, data, outline, publisher, url);
        var headline = Headline.LineOf(outline, title);
        return new PageContent
        {
            Title = title,
            Byline = Byline(notes, data),
            Publisher = publisher,
            Language = notes.DeclaredLanguage ?? notes.Meta("content-language", "og:locale") ?? data.Language,
            CanonicalUrl = Canonical(notes, url),
            Published = VisibleDates.Find(data.Published)
                ?? VisibleDates.Find(notes.Meta(PublishedNames))
                ?? OfProperty(notes, "datePublished")
                ?? OfTimes(notes)
                ?? NearHeadline(outline, headline, isUpdate: false)
                ?? VisibleDates.InAddress(url),
            Modified = VisibleDates.Find(data.Modified)
                ?? VisibleDates.Find(notes.Meta(ModifiedNames))
                ?? OfProperty(notes, "dateModified")
                ?? NearHeadline(outline, headline, isUpdate: true),
            IsAccessibleForFree = data.IsAccessibleForFree
                ?? (notes.Meta("article:content_tier") switch { "free" => true, "locked" or "metered" => false, _ => null }),
            Blocks = [],
        };
    }

    private static string? Byline(PageNotes notes, LinkedData data)
    {
        if (data.Author is { Length: <= MostByline } named) return WithoutBy(named);
        var meta = notes.Meta(BylineNames);
        if (meta is { Length: <= MostByline } && !meta.Contains("://", StringComparison.Ordinal)) return WithoutBy(meta);
        foreach (var element in notes.Properties)
        {
            var isAuthor = element.GetAttribute("itemprop") is "author" or "creator"
                || (element.GetAttribute("rel")?.Contains("author", StringComparison.OrdinalIgnoreCase) ?? false);
            if (isAuthor && PageNotes.TextOf(element) is { Length: > 2 and <= MostByline } text) return WithoutBy(text);
        }

        if (notes.VisibleByline is not { } shown) return null;
        return PageNotes.TextOf(shown) is { Length: > 2 and <= MostByline } visible ? WithoutBy(visible) : null;
    }

    private static string WithoutBy(string byline)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["by ", "автор: ", "авторы: ", "автор ", "текст: ", "авторы ", "жазған: "])
        {
            if (byline.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return byline[prefix.Length..].Trim();
        }

        return byline;
    }

    private static Uri? Canonical(PageNotes notes, Uri url)
    {
        var address = notes.CanonicalLink ?? notes.Meta("og:url");
        var from = notes.BaseAddress is { } home && Uri.TryCreate(url, home, out var resolved) ? resolved : url;
        if (address is null || !Uri.TryCreate(from, address, out var canonical)) return null;
        return canonical.Scheme is "http" or "https" ? canonical : null;
    }

    private static string? OfProperty(PageNotes notes, string name)
    {
        foreach (var element in notes.Properties)
        {
            if (element.GetAttribute("itemprop")?.Contains(name, StringComparison.OrdinalIgnoreCase) ?? false)
            {
                return VisibleDates.Find(element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? PageNotes.TextOf(element));
            }
        }

        return null;
    }

    private static string? OfTimes(PageNotes notes)
    {
        foreach (var time in notes.Times)
        {
            if (VisibleDates.Find(time.GetAttribute("datetime")) is { } date) return date;
        }

        return null;
    }

    private static string? NearHeadline(Outline outline, int headline, bool isUpdate)
    {
        if (headline < 0) return null;
        for (var i = Math.Max(0, headline - 3); i < outline.Lines.Length && i <= headline + Near; i++)
        {
            var text = outline.Lines[i].Text;
            if (text.Length <= 160 && Phrases.IsUpdated(text) == isUpdate && VisibleDates.Find(text) is { } date) return date;
        }

        return null;
    }
}
