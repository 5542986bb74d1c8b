using Refwatch.Citing.Wikitext;

namespace Refwatch.Repairing;

/// <summary>How an article spells what a repair adds: its wiki's templates, its date format, its names of parameters.</summary>
internal sealed class RepairStyle
{
    private readonly int _hyphenated;
    private readonly int _joined;
    private readonly string _status;
    private readonly WikitextPage _page;
    private readonly bool _isDateAsked;

    private RepairStyle(WikitextPage page, WikiDialect dialect, DateStyle? asked, DateStyle? usual, int hyphenated, int joined, string status)
    {
        (_page, Dialect, Dates, _isDateAsked) = (page, dialect, asked ?? usual ?? DateStyle.Iso, asked is not null);
        (_hyphenated, _joined, _status) = (hyphenated, joined, status);
    }

    public WikiDialect Dialect { get; }

    public DateStyle Dates { get; }

    public static RepairStyle Of(WikitextPage page, string? language)
    {
        var dialect = WikiDialect.Of(language);
        var templates = WikitextPage.Descendants(page.Nodes).OfType<TemplateNode>().ToList();
        var used = templates.Select(template => CiteTemplate.TryRead(page, template)).OfType<CiteTemplate>()
            .SelectMany(static cite => cite.Node.Parameters).Where(parameter => parameter.ValueEnd > parameter.ValueStart).ToList();
        var rule = templates.Select(static template => (Template: template, Order: DateStyle.OrderOf(template.Name))).FirstOrDefault(static rule => rule.Order is not null);
        var dates = used.Where(static parameter => CiteTemplate.ArchiveDateNames.Contains(parameter.Name) || CiteTemplate.AccessDateNames.Contains(parameter.Name));
        var counts = used.CountBy(static parameter => parameter.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        int Uses(params IEnumerable<string> names) => names.Sum(name => counts.GetValueOrDefault(name));
        var (joined, hyphenated) = (Uses("archiveurl", "archivedate", "accessdate"), Uses("archive-url", "archive-date", "access-date"));
        return new RepairStyle(
            page,
            dialect,
            DateStyle.Asked(rule.Order, rule.Template?.Find("cs1-dates") is { } cs1 ? page.ValueOf(cs1) : null),
            DateStyle.MostOf(dates.Select(page.ValueOf)),
            hyphenated,
            joined,
            status: dialect.IsRussian && Uses("url-status") <= Uses("deadlink") ? "deadlink" : "url-status");
    }

    /// <summary>How a reference's dates are written: as the article asks for, else as its own are, else as most are.</summary>
    public DateStyle DatesFor(CiteTemplate cite) => _isDateAsked ? Dates : DateStyle.MostOf(OwnDates(cite)) ?? Dates;

    public string ArchiveUrlFor(CiteTemplate cite) =>
        cite.Node.Name == "публикация" ? "архив" : Hyphenates(cite) ? "archive-url" : "archiveurl";

    public string ArchiveDateFor(CiteTemplate cite) =>
        cite.Filled(CiteTemplate.ArchiveUrlNames)?.Name == "архив" || cite.Node.Name == "публикация" ? "архив дата"
        : Hyphenates(cite) ? "archive-date"
        : "archivedate";

    /// <summary>The parameter for the status of a template that has none yet; null when the template knows none.</summary>
    public string? StatusFor(CiteTemplate cite) =>
        cite.IsRussian || (Dialect.IsRussian && cite.Node.Name is not ("cite web" or "citeweb")) ? null : _status;

    private IEnumerable<string> OwnDates(CiteTemplate cite) =>
        new[] { cite.Filled(CiteTemplate.AccessDateNames), cite.Filled(CiteTemplate.ArchiveDateNames) }.OfType<TemplateParameter>().Select(_page.ValueOf);

    // The reference's own spelling comes first, then the article's, then the templates' present one; {{статья}} and {{книга}} surely know the old one.
    private bool Hyphenates(CiteTemplate cite)
    {
        string[] names = [.. CiteTemplate.ArchiveUrlNames, .. CiteTemplate.ArchiveDateNames, .. CiteTemplate.AccessDateNames, .. CiteTemplate.StatusNames];
        var own = names.Where(name => cite.Node.Find(name) is not null).ToList();
        return own.Exists(static name => name is "archiveurl" or "archivedate" or "accessdate" or "deadurl") ? own.Exists(static name => name is "archive-url" or "archive-date")
            : own.Exists(static name => name.Contains('-')) || (cite.IsRussian ? _hyphenated > _joined : _hyphenated >= _joined);
    }
}
