namespace Refwatch.Citing.Wikitext;

/// <summary>Reads the source that a footnote's wikitext names.</summary>
internal static class WikitextSource
{
    private static readonly HashSet<string> DeadLinks = new(StringComparer.Ordinal)
    {
        "dead link", "deadlink", "dead", "broken link", "недоступная ссылка", "мёртвая ссылка", "битая ссылка", "жарамсыз сілтеме", "өлі сілтеме", "недоступная статья",
    };

    public static bool IsDeadLink(TemplateNode template) => DeadLinks.Contains(template.Name);

    /// <summary>{{webarchive}}, {{wayback}}: a copy behind a link.</summary>
    public static bool IsArchive(TemplateNode template) => template.Name is "webarchive" or "wayback" or "webcite" or "memento";

    public static Source Read(WikitextPage page, IReadOnlyList<WikitextNode> nodes)
    {
        var templates = WikitextPage.Descendants(nodes).OfType<TemplateNode>().ToList();
        var cites = templates.ConvertAll(template => CiteTemplate.TryRead(page, template)).FindAll(static cite => cite is not null);
        var links = LinksIn(page, nodes, cites!);
        var copies = links.FindAll(static link => ArchiveLink.Read(link.Url!) is not null);
        var (archive, archiveDate) = Archive(page, templates, copies);
        var titled = links.Find(static link => link.Title.Length > 0 && !CiteWords.SaysArchived(link.Title) && !CiteWords.SaysOriginal(link.Title));
        return new Source
        {
            Title = cites.Select(static cite => cite!.Title).FirstOrDefault(static title => title is not null) ?? titled?.Title,
            Publisher = cites.Select(static cite => cite!.Publisher).FirstOrDefault(static publisher => publisher is not null),
            Urls = Urls(cites!, links, archive),
            ArchiveUrl = cites.Select(Archive).FirstOrDefault(static url => url is not null) ?? archive,
            ArchiveDate = cites.Select(ArchiveDate).FirstOrDefault(static date => date is not null) ?? archiveDate,
            AccessDate = cites.Select(static cite => cite!.AccessDate).FirstOrDefault(static date => date is not null) ?? AccessDate(page, nodes),
            UrlStatus = cites.Select(static cite => cite!.UrlStatus).FirstOrDefault(static status => status is not null) ?? (templates.Exists(IsDeadLink) ? "dead" : null),
        };
    }

    /// <summary>The links that stand in the note itself or in what wraps it, not in its citation templates.</summary>
    public static List<ExternalLink> LinksIn(WikitextPage page, IReadOnlyList<WikitextNode> nodes, IReadOnlyList<CiteTemplate> cites)
    {
        var links = ExternalLinks.In(page.Source, nodes);
        var own = cites.Select(static cite => cite.Node.Start).ToHashSet();
        var wrappers = nodes.OfType<TemplateNode>().Where(template => !IsArchive(template) && !IsDeadLink(template) && !own.Contains(template.Start));
        links.AddRange(wrappers.SelectMany(static wrapper => wrapper.Parameters).SelectMany(parameter => ExternalLinks.In(page.Source, parameter.Value)));
        return links.FindAll(static link => link.Url is not null);
    }

    // An archived copy stands for its original where no other address is given. A template's identifier stands for the
    // source where there is no address at all.
    private static Uri[] Urls(List<CiteTemplate> cites, List<ExternalLink> links, Uri? archive)
    {
        var urls = cites.SelectMany(static cite => new[] { cite.ChapterUrl, cite.Url is { } url ? ArchiveLink.Read(url)?.Original ?? url : OriginalOf(cite.ArchiveUrl) }).OfType<Uri>().ToList();
        urls.AddRange(links.Select(static link => link.Url!).Where(static url => ArchiveLink.Read(url) is null));
        if (urls.Count == 0)
        {
            urls.AddRange(links.Select(static link => OriginalOf(link.Url)).OfType<Uri>());
        }

        if (urls.Count == 0 && (OriginalOf(archive) ?? cites.Select(static cite => cite.IdentifierUrl).FirstOrDefault(static url => url is not null)) is { } other)
        {
            urls.Add(other);
        }

        return [.. urls.DistinctBy(static url => url.AbsoluteUri)];
    }

    private static Uri? OriginalOf(Uri? copy) => copy is null ? null : ArchiveLink.Read(copy)?.Original;

    // Editors put a copy's address where the page's belongs.
    private static Uri? Archive(CiteTemplate? cite) => cite!.ArchiveUrl ?? (cite.Url is { } url && ArchiveLink.Read(url) is not null ? url : null);

    private static string? ArchiveDate(CiteTemplate? cite) => cite!.ArchiveDate ?? (Archive(cite) is { } copy ? ArchiveLink.Read(copy)?.Date : null);

    private static (Uri? Url, string? Date) Archive(WikitextPage page, List<TemplateNode> templates, List<ExternalLink> copies)
    {
        foreach (var template in templates.Where(IsArchive))
        {
            var (address, day) = (template.Find("url") ?? template.Find("1"), template.Find("date"));
            var url = address is null ? null : ExternalLinks.ToUrl(page.ValueOf(address));
            var date = day is null ? "" : page.ValueOf(day);
            if (url is not null)
            {
                return template.Name == "wayback" ? Wayback(url, date) : (url, CiteDate.FirstIn(date) ?? ArchiveLink.Read(url)?.Date);
            }
        }

        return copies.FirstOrDefault()?.Url is { } copy ? (copy, ArchiveLink.Read(copy)?.Date) : (null, null);
    }

    // {{wayback|url=http://…|date=20120101000000}}: the original and the timestamp.
    private static (Uri? Url, string? Date) Wayback(Uri original, string timestamp)
    {
        var digits = string.Concat(timestamp.Where(char.IsAsciiDigit));
        var copy = ExternalLinks.ToUrl($"https://web.archive.org/web/{(digits.Length == 0 ? "*" : digits)}/{original.AbsoluteUri}");
        return (copy, copy is null ? null : ArchiveLink.Read(copy)?.Date);
    }

    private static string? AccessDate(WikitextPage page, IReadOnlyList<WikitextNode> nodes)
    {
        var text = PlainWikitext.Of(page.Source, nodes);
        var phrase = CiteWords.Accessed().Match(text);
        return phrase.Success ? CiteDate.FirstIn(text[phrase.Index..Math.Min(text.Length, phrase.Index + phrase.Length + 80)]) : null;
    }
}
