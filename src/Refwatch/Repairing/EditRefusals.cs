using Refwatch.Citing.Wikitext;

namespace Refwatch.Repairing;

/// <summary>The marks by which editors ask tools to leave an article or a citation alone.</summary>
internal static class EditRefusals
{
    /// <summary>Template:Bots: {{nobots}}, {{bots|deny=all}}, {{bots|allow=none}}; and an edit in progress.</summary>
    public static string? OfPage(WikitextPage page)
    {
        foreach (var template in WikitextPage.Descendants(page.Nodes).OfType<TemplateNode>())
        {
            if (template.Name == "nobots" || (template.Name == "bots" && Denies(page, template)))
            {
                return $"the article asks tools to leave it alone ({page.TextOf(template)})";
            }

            if (template.Name is "in use" or "inuse" or "редактирую" or "under construction")
            {
                return $"somebody is editing the article ({page.TextOf(template)})";
            }
        }

        return null;
    }

    /// <summary>{{cbignore}} in a footnote or directly behind it.</summary>
    public static string? OfNote(WikitextPage page, NoteDefinition definition)
    {
        var marks = WikitextPage.Descendants(definition.Content).OfType<TemplateNode>().Concat(MaintenanceTags.Behind(page, definition.Node.End));
        return marks.Any(static template => template.Name is "cbignore" or "cite bot ignore") ? "it is marked {{cbignore}}" : null;
    }

    private static bool Denies(WikitextPage page, TemplateNode bots)
    {
        var denied = Values(page, bots, "deny");
        var allowed = Values(page, bots, "allow");
        return denied.Contains("all", StringComparer.OrdinalIgnoreCase) || denied.Contains("Refwatch", StringComparer.OrdinalIgnoreCase)
            || (allowed.Length > 0 && !allowed.Contains("all", StringComparer.OrdinalIgnoreCase) && !allowed.Contains("Refwatch", StringComparer.OrdinalIgnoreCase));
    }

    private static string[] Values(WikitextPage page, TemplateNode template, string name) =>
        template.Find(name) is { } parameter ? page.ValueOf(parameter).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
}
