using System.Buffers;
using Refwatch.Citing;
using Refwatch.Citing.Wikitext;

namespace Refwatch.Repairing;

/// <summary>The edits that repair a reference without a citation template: "[https://… title]", or the address alone.</summary>
internal sealed class BareLinkPatch(WikitextPage page, ExternalLink link, Repair repair, RepairStyle style)
{
    // In a template's parameter they end it, or are read as markup.
    private static readonly SearchValues<char> Unfit = SearchValues.Create("|{}[]<>\"' \n");

    public PatchResult Edits()
    {
        var isCopy = link.Url is { } url && ArchiveLink.Read(url) is not null;
        var copy = MaintenanceTags.Copy(page, link.End);
        if ((isCopy || copy is not null) && !repair.ReplacesArchive)
        {
            return repair.Status is UrlStatus.Usurped && !isCopy ? PatchResult.Refused("it links both the usurped address and a copy: take the address out by hand") : PatchResult.Nothing;
        }

        if (repair.Memento is null)
        {
            return WithoutMemento(hasCopy: isCopy || copy is not null);
        }

        return !style.Dialect.IsKnown ? PatchResult.Refused("which templates this wiki has for a copy behind a link is not known here: link the copy by hand")
            : copy is not null ? new PatchResult([.. MaintenanceTags.Replace(copy, repair, style, Address())], null)
            : isCopy ? new PatchResult([Readdressed()], null)
            : repair.Status is UrlStatus.Usurped or UrlStatus.Unfit ? new PatchResult([.. Wrapped(), .. MaintenanceTags.RemoveDeadLinks(page, link.End)], null)
            : new PatchResult([new TextEdit(link.End, link.End, " " + style.Dialect.Archive(repair, Address(), style.Dates)), .. MaintenanceTags.RemoveDeadLinks(page, link.End)], null);
    }

    private PatchResult WithoutMemento(bool hasCopy) =>
        hasCopy ? PatchResult.Refused("the copy that it links does not show the page, and no other was found")
        : !style.Dialect.IsKnown ? PatchResult.Refused("which template this wiki has for a dead link is not known here: tag it by hand")
        : repair.Status is UrlStatus.Dead ? MaintenanceTags.AddDeadLink(page, link.End, (link.IsBracketed ? "" : " ") + style.Dialect.DeadLink(repair))
        : repair.Status is UrlStatus.Deviated ? PatchResult.Refused("no copy of what the editor read was found")
        : repair.Status is UrlStatus.Live ? PatchResult.Refused("no copy was found")
        : PatchResult.Refused("there is no copy: the guideline asks to take the address out, which an editor decides (WP:USURPURL)");

    /// <summary>The address as the article spells it, where a template's parameter can hold that.</summary>
    private string Address()
    {
        var spelled = page.Source[link.UrlStart..link.UrlEnd];
        return !spelled.AsSpan().ContainsAny(Unfit) && !spelled.StartsWith("//", StringComparison.Ordinal) ? spelled : ParameterText.OfUrl(repair.Page);
    }

    private TextEdit Readdressed() => new(link.UrlStart, link.UrlEnd, ParameterText.OfUrl(repair.Memento!));

    // {{usurped|1=[https://web.archive.org/… title]}}: the address in other hands is shown no more, and no tool brings it back.
    private IEnumerable<TextEdit> Wrapped()
    {
        if (!style.Dialect.HasUsurped)
        {
            return [Readdressed()];
        }

        var name = repair.Status is UrlStatus.Usurped ? "usurped" : "unfit";
        var pipes = TitleText().SelectMany(node => Enumerable.Range(node.Start, node.End - node.Start).Where(at => page.Source[at] == '|'))
            .Select(static at => new TextEdit(at, at + 1, "{{!}}"));
        return link.IsBracketed
            ? [new TextEdit(link.Start, link.UrlEnd, $"{{{{{name}|1=[{Readdressed().Text}"), .. pipes, new TextEdit(link.End, link.End, "}}")]
            : [new TextEdit(link.Start, link.End, $"{{{{{name}|1={Readdressed().Text}}}}}")];
    }

    private IEnumerable<TextNode> TitleText() => WikitextPage.Descendants(page.Nodes).OfType<TextNode>()
        .Where(node => node.End > link.UrlEnd && node.Start < link.End)
        .Select(node => new TextNode(Math.Max(node.Start, link.UrlEnd), Math.Min(node.End, link.End)));
}
