namespace Refwatch.Citing.Wikitext;

/// <summary>
/// A citation template: CS1 and CS2 of the English Wikipedia, which others took over, and the Russian {{статья}}, {{книга}},
/// {{публикация}}. Parameter names are the templates' own.
/// </summary>
internal sealed class CiteTemplate
{
    public static readonly string[] UrlNames = ["url", "URL", "ссылка"];
    public static readonly string[] ChapterUrlNames =
        ["chapter-url", "chapterurl", "contribution-url", "section-url", "entry-url", "article-url", "ссылка часть"];

    public static readonly string[] ArchiveUrlNames = ["archive-url", "archiveurl", "архив"];
    public static readonly string[] ArchiveDateNames = ["archive-date", "archivedate", "архив дата"];
    public static readonly string[] AccessDateNames = ["access-date", "accessdate", "дата обращения"];
    public static readonly string[] StatusNames = ["url-status", "dead-url", "deadurl", "deadlink", "мёртвая ссылка"];

    private static readonly string[] TitleNames = ["title", "заглавие", "заголовок", "название", "script-title", "атауы", "тақырыбы"];
    private static readonly string[] ChapterNames = ["chapter", "contribution", "entry", "article", "section", "часть"];
    private static readonly string[] WorkNames = ["work", "website", "newspaper", "journal", "magazine", "periodical", "encyclopedia", "сайт"];
    private static readonly string[] PublisherNames = ["publisher", "издательство", "agency", "баспасы"];

    private static readonly (string Parameter, string Address)[] Identifiers =
    [
        ("doi", "https://doi.org/"), ("DOI", "https://doi.org/"), ("pmc", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC"), ("pmid", "https://pubmed.ncbi.nlm.nih.gov/"),
        ("jstor", "https://www.jstor.org/stable/"), ("hdl", "https://hdl.handle.net/"), ("arxiv", "https://arxiv.org/abs/"), ("oclc", "https://www.worldcat.org/oclc/"),
    ];

    private readonly WikitextPage _page;

    private CiteTemplate(WikitextPage page, TemplateNode node) => (_page, Node) = (page, node);

    public TemplateNode Node { get; }

    /// <summary>The templates of the Russian Wikipedia that are not CS1.</summary>
    public bool IsRussian => CiteTemplateNames.IsRussian(Node.Name);

    /// <summary>It is known to have parameters for a copy.</summary>
    public bool TakesArchive => CiteTemplateNames.TakesArchive(Node.Name);

    public Uri? Url => AddressOf(UrlNames) ?? AddressOf(ChapterUrlNames);

    /// <summary>The address of a part of the work, where the work has one too: CS1's archive-url belongs to the part's.</summary>
    public Uri? ChapterUrl => AddressOf(UrlNames) is null ? null : AddressOf(ChapterUrlNames);

    public string? Title => Text(ChapterNames) ?? Text(TitleNames);

    /// <summary>The paper, site or publishing house.</summary>
    public string? Publisher => Node.Name == "книга" ? Text(PublisherNames)
        : IsRussian ? Text(["издание"]) ?? Text(PublisherNames)
        : Text(WorkNames) ?? Text(["издание"]) ?? Text(PublisherNames);

    public Uri? ArchiveUrl => AddressOf(ArchiveUrlNames);

    public string? ArchiveDate => DateOf(ArchiveDateNames);

    public string? AccessDate => DateOf(AccessDateNames);

    public string? UrlStatus => (Text(StatusNames)?.ToLowerInvariant(), Filled(StatusNames)?.Name) switch
    {
        ("live" or "dead" or "usurped" or "unfit" or "deviated", _) and var (status, _) => status,
        ("no" or "n" or "нет", not "url-status") => "live",
        ({ Length: > 0 }, "deadlink" or "мёртвая ссылка") => "dead",
        ("yes" or "y" or "true" or "да", not "url-status") => "dead",
        _ => null,
    };

    /// <summary>The address that an identifier (DOI, PMC, JSTOR …) leads to.</summary>
    public Uri? IdentifierUrl => Identifiers
        .Select(identifier => Text([identifier.Parameter]) is { } id ? ExternalLinks.ToUrl(identifier.Address + id.Replace("PMC", "", StringComparison.Ordinal)) : null)
        .FirstOrDefault(static url => url is not null);

    /// <summary>The authors' last names and the year, as {{sfn}} names the work: "Smith|Jones|2019"; also what |ref= says.</summary>
    public IEnumerable<string> ShortNames
    {
        get
        {
            var year = YearOf(Text(["year", "год"]) ?? Text(["date", "дата"]) ?? "");
            var given = Node.Find("ref");
            if (given is not null && given.Value.OfType<TemplateNode>().FirstOrDefault() is { } harvid)
            {
                yield return string.Join('|', harvid.Parameters.Where(static parameter => !parameter.IsNamed).Select(_page.ValueOf));
            }
            else if (Text(["ref"]) is { } named and not ("harv" or "none"))
            {
                yield return $"{named}|{year}";
            }

            string?[] last = [Text(["last", "last1", "surname", "author", "author1", "автор"]), .. Enumerable.Range(2, 3).Select(number => Text([$"last{number}", $"author{number}"]))];
            var names = last.TakeWhile(static name => name is not null).ToList();
            if (names.Count > 0)
            {
                yield return string.Join('|', [.. names, year]);
            }
        }
    }

    /// <summary>Reads a template; null when it is no citation.</summary>
    public static CiteTemplate? TryRead(WikitextPage page, TemplateNode template)
    {
        var cite = new CiteTemplate(page, template);
        return CiteTemplateNames.IsCitation(template.Name) ?? (cite.AddressOf(UrlNames) is not null && cite.Title is not null) ? cite : null;
    }

    /// <summary>The parameter that counts among these names: the last filled one, else an empty one; null when there is none.</summary>
    public TemplateParameter? Filled(IEnumerable<string> names)
    {
        var present = names.Select(Node.Find).OfType<TemplateParameter>().ToList();
        return present.Find(parameter => _page.ValueOf(parameter).Length > 0) ?? present.FirstOrDefault();
    }

    private string? Text(IEnumerable<string> names) => Filled(names) is { } parameter && _page.ValueOf(parameter) is { Length: > 0 } text ? text : null;

    // An address that a template makes ("…?q={{urlencode:a b}}") can't be told without running it.
    private Uri? AddressOf(IEnumerable<string> names) =>
        Filled(names) is { } parameter && !parameter.Value.Any(static node => node is TemplateNode { Name: not ("!" or "=") }) && _page.ValueOf(parameter) is { Length: > 0 } text
            ? ExternalLinks.ToUrl(text)
            : null;

    private string? DateOf(IEnumerable<string> names) => Text(names) is { } date ? CiteDate.FirstIn(date) : null;

    private static string YearOf(string date)
    {
        for (var i = 0; i + 4 <= date.Length; i++)
        {
            if (date.AsSpan(i, 4).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                return i + 4 < date.Length && char.IsAsciiLetterLower(date[i + 4]) ? date.Substring(i, 5) : date.Substring(i, 4);
            }
        }

        return "";
    }
}
