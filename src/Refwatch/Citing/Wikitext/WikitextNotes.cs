namespace Refwatch.Citing.Wikitext;

/// <summary>A page's footnotes: &lt;ref&gt;, {{#tag:ref}}, {{refn}}, {{efn}}, {{sfn}}, {{r}}, also defined in their lists.</summary>
internal sealed class WikitextNotes
{
    private const string ShortNote = "sfn|";

    private readonly WikitextPage _page;
    private readonly Dictionary<string, WikitextNote> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<WikitextNode, List<WikitextNote>> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _count = new(StringComparer.Ordinal);
    private readonly List<string> _lists = [];
    private readonly List<WikitextNote> _all = [];

    private WikitextNotes(WikitextPage page) => _page = page;

    /// <summary>In the order of their lists, and in each as they are numbered.</summary>
    public IReadOnlyList<WikitextNote> All { get; private set; } = [];

    public static WikitextNotes Find(WikitextPage page)
    {
        var notes = new WikitextNotes(page);
        notes.Walk(page.Nodes, listGroup: null);
        foreach (var unused in notes._all.Where(static note => note.Number == 0 && note.Definitions.Count > 0))
        {
            notes.Count(unused);
        }

        notes.All = [.. notes._all.Where(static note => note.Number > 0).OrderBy(note => notes.ListPosition(note.Group)).ThenBy(static note => note.Number)];
        return notes;
    }

    /// <summary>The notes whose markers stand at that node.</summary>
    public IReadOnlyList<WikitextNote> UsedAt(WikitextNode node) => _uses.GetValueOrDefault(node) ?? [];

    /// <summary>{{reflist}} and its like, which hold no text of the article.</summary>
    public static bool IsList(WikitextNode node) =>
        node is TagNode { Tag: "references" }
        || (node is TemplateNode template && template.Name is "reflist" or "references" or "refs" or "notelist" or "примечания" or "список примечаний" or "дереккөздер" or "сілтемелер");

    /// <param name="nodes">The nodes to read.</param>
    /// <param name="listGroup">The group of the list that the nodes stand in; null in the article's text.</param>
    private void Walk(IReadOnlyList<WikitextNode> nodes, string? listGroup)
    {
        foreach (var node in nodes)
        {
            if (IsList(node))
            {
                var group = GroupOfList(node);
                _lists.Add(group);
                foreach (var children in WikitextPage.ChildrenOf(node))
                {
                    Walk(children, group);
                }
            }
            else
            {
                Read(node, listGroup);
                foreach (var children in WikitextPage.ChildrenOf(node))
                {
                    Walk(children, listGroup);
                }
            }
        }
    }

    private void Read(WikitextNode node, string? listGroup)
    {
        if (node is TagNode { Tag: "ref" } tag)
        {
            var group = tag.Attributes.GetValueOrDefault("group") ?? listGroup ?? "";
            var definition = tag.Content is null ? null : new NoteDefinition(tag, tag.Content, tag.ContentStart, tag.ContentEnd);
            Add(node, group, tag.Attributes.GetValueOrDefault("name"), definition, isUse: listGroup is null);
        }
        else if (node is TemplateNode template)
        {
            Read(template, listGroup);
        }
    }

    private void Read(TemplateNode template, string? listGroup)
    {
        var isUse = listGroup is null;
        var (name, group) = (Value(template, "name"), Value(template, "group"));
        switch (template.Name)
        {
            case "sfn" or "sfnp" or "sfnm" or "sfn0" or "sfn-1":
                var key = string.Join('|', template.Parameters.Select(parameter => $"{parameter.Name}={_page.ValueOf(parameter)}"));
                Add(template, group ?? "", name: null, new NoteDefinition(template, [template], template.Start, template.End), isUse, ShortNote + key);
                break;
            case "r" or "ref label":
                foreach (var used in template.Parameters.Where(static parameter => !parameter.IsNamed).Select(_page.ValueOf).Where(static used => used.Length > 0))
                {
                    Add(template, group ?? "", used, definition: null, isUse);
                }

                break;
            case "efn" or "refn" or "notetag":
                var ownGroup = group ?? (template.Name == "efn" ? "lower-alpha" : template.Name == "notetag" ? "note" : "");
                Add(template, ownGroup, name, template.Find("1") is { } text ? new NoteDefinition(template, text.Value, text.ValueStart, text.ValueEnd) : null, isUse);
                break;
            case var tag when tag.StartsWith("#tag:ref", StringComparison.Ordinal) && tag != "#tag:references":
                Add(template, group ?? listGroup ?? "", name, template.Find("1") is { } content ? new NoteDefinition(template, content.Value, content.ValueStart, content.ValueEnd) : null, isUse);
                break;
        }
    }

    private void Add(WikitextNode node, string group, string? name, NoteDefinition? definition, bool isUse, string? key = null)
    {
        name = string.IsNullOrWhiteSpace(name) ? null : name;
        key = key ?? (name is null ? $"at {node.Start}" : $"{group}|{name}");
        if (!_byKey.TryGetValue(key, out var note))
        {
            _byKey[key] = note = new WikitextNote($"{_all.Count}", group, name);
            _all.Add(note);
        }

        if (definition is { Content.Count: > 0 } && (!key.StartsWith(ShortNote, StringComparison.Ordinal) || note.Definitions.Count == 0))
        {
            note.Definitions.Add(definition);
        }

        if (isUse)
        {
            if (note.Number == 0)
            {
                Count(note);
            }

            if (!_uses.TryGetValue(node, out var used))
            {
                _uses[node] = used = [];
            }

            used.Add(note);
        }
    }

    private void Count(WikitextNote note) => note.Number = _count[note.Group] = _count.GetValueOrDefault(note.Group) + 1;

    private int ListPosition(string group) => _lists.IndexOf(group) is >= 0 and var position ? position : group.Length == 0 ? _lists.Count : _lists.Count + 1;

    private string GroupOfList(WikitextNode node) => node switch
    {
        TagNode tag => tag.Attributes.GetValueOrDefault("group") ?? "",
        TemplateNode { Name: "notelist" } template => Value(template, "group") ?? "lower-alpha",
        TemplateNode template => Value(template, "group") ?? Value(template, "группа") ?? "",
        _ => "",
    };

    private string? Value(TemplateNode template, string name) => template.Find(name) is { } parameter && _page.ValueOf(parameter) is { Length: > 0 } value ? value : null;
}
