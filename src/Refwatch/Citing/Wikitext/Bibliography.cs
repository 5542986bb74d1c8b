namespace Refwatch.Citing.Wikitext;

/// <summary>The works listed outside of footnotes, which short notes ({{sfn}}, {{harvnb}}) point at by author and year.</summary>
internal sealed class Bibliography
{
    private readonly WikitextPage _page;
    private readonly Dictionary<string, CiteTemplate> _works = new(StringComparer.OrdinalIgnoreCase);

    private Bibliography(WikitextPage page) => _page = page;

    public static Bibliography Find(WikitextPage page)
    {
        var bibliography = new Bibliography(page);
        foreach (var template in WikitextPage.Descendants(page.Nodes).OfType<TemplateNode>())
        {
            if (CiteTemplate.TryRead(page, template) is { } cite)
            {
                foreach (var name in cite.ShortNames)
                {
                    bibliography._works.TryAdd(name, cite);
                }
            }
        }

        return bibliography;
    }

    /// <summary>The works that a note's short notes point at.</summary>
    public IEnumerable<Source> ItemsOf(IReadOnlyList<WikitextNode> note) =>
        WikitextPage.Descendants(note).OfType<TemplateNode>()
            .Where(static template => template.Name.StartsWith("sfn", StringComparison.Ordinal) || template.Name.StartsWith("harv", StringComparison.Ordinal))
            .Select(shortNote => _works.GetValueOrDefault(NameOf(shortNote)))
            .OfType<CiteTemplate>()
            .Select(cite => WikitextSource.Read(_page, [cite.Node]));

    private string NameOf(TemplateNode shortNote) =>
        string.Join('|', shortNote.Parameters.Where(static parameter => !parameter.IsNamed).Select(_page.ValueOf).Where(static value => value.Length > 0));
}
