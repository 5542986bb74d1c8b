namespace Refwatch.Citing.Wikitext;

/// <summary>Which templates are citations, by name: lower case, as <see cref="TemplateNode.Name"/> has it.</summary>
internal static class CiteTemplateNames
{
    private static readonly HashSet<string> Russian = new(StringComparer.Ordinal) { "статья", "книга", "публикация" };

    // Help:Citation Style 1 ("General use", "Specific-source") without those that take no |url=, and their redirects in use; the wrappers of it
    // that InternetArchiveBot and WaybackMedic give copies to.
    private static readonly HashSet<string> Cs1 = new(StringComparer.Ordinal)
    {
        "citation", "cite", "cite web", "citeweb", "cite-web", "web cite", "web reference", "cw", "cite webpage", "cite website", "cite url", "cite blog",
        "cite news", "citenews", "cite newspaper", "cite article", "cite book", "citebook", "cite journal", "citejournal", "cite paper", "cite magazine", "cite periodical",
        "cite encyclopedia", "cite encyclopaedia", "cite dictionary", "cite report", "cite document", "cite tech report", "cite techreport", "cite thesis", "cite dissertation",
        "cite press release", "cite pressrelease", "cite press", "cite pr", "cite conference", "cite episode", "cite serial", "cite interview", "cite podcast", "cite speech",
        "cite map", "cite sign", "cite mailing list", "cite newsgroup", "cite av media", "cite av media notes", "cite video", "cite dvd notes", "cite music release notes",
        "cite album notes", "cite act", "cite comic", "cite constitution", "cite hansard", "cite tweet", "cite video game",
    };

    // Citations that are read and not repaired: which parameters they have for a copy is not documented.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "vcite web", "vcite news", "vcite book", "source", "статья2", "мақала", "кітап", "веб дерек", "дерек",
    };

    private static readonly HashSet<string> NotCitations = new(StringComparer.Ordinal)
    {
        "webarchive", "wayback", "dead link", "deadlink", "недоступная ссылка", "мёртвая ссылка", "webcite", "official website", "official url", "url", "cbignore",
    };

    /// <summary>The templates of the Russian Wikipedia that are not CS1.</summary>
    public static bool IsRussian(string name) => Russian.Contains(name) || name == "статья2";

    /// <summary>It has documented parameters for a copy.</summary>
    public static bool TakesArchive(string name) => Cs1.Contains(name) || Russian.Contains(name);

    /// <summary>Null when its name alone does not tell.</summary>
    public static bool? IsCitation(string name) =>
        NotCitations.Contains(name) ? false
        : TakesArchive(name) || Others.Contains(name) || name.StartsWith("cite ", StringComparison.Ordinal) ? true
        : null;
}
