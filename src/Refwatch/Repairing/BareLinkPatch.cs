using Refwatch.Citing;
using Refwatch.Citing.Wikitext;

namespace Refwatch.Repairing;

/// <summary>The edits that repair a reference without a citation template: "[https://… title]", or the address alone.</summary>
internal sealed class BareLinkPatch(WikitextPage page, ExternalLink link, Repair repair, RepairStyle style)
{
    public PatchResult Edits()
    {
        var isCopy = link.Url is { } url && ArchiveLink.Read(url) is not null;
        var copy = MaintenanceTags.Behind(page, link.End).FirstOrDefault(WikitextSource.IsArchive);
        if ((isCopy || copy is not null) && !repair.ReplacesArchive)
        {
            return repair.Status is UrlStatus.Usurped && !isCopy ? PatchResult.Refused("it links both the usurped address and a copy: take the address out by hand") : PatchResult.Nothing;
        }

        if (repair.Memento is null)
        {
            return WithoutMemento(hasCopy: isCopy || copy is not null);
        }

        return copy is not null ? new PatchResult([new TextEdit(copy.Start, copy.End, style.Dialect.Archive(repair, style.Dates))], null)
            : isCopy ? new PatchResult([Readdressed()], null)
            : repair.Status is UrlStatus.Usurped or UrlStatus.Unfit ? new PatchResult([.. Wrapped(), .. MaintenanceTags.RemoveDeadLinks(page, link.End)], null)
            : new PatchResult([new TextEdit(link.End, link.End, " " + style.Dialect.Archive(repair, style.Dates)), .. MaintenanceTags.RemoveDeadLinks(page, link.End)], null);
    }

    private PatchResult WithoutMemento(bool hasCopy) =>
        hasCopy ? PatchResult.Refused("the copy that it links does not show the page, and no other was found")
        : repair.Status is UrlStatus.Dead ? MaintenanceTags.AddDeadLink(page, link.End, repair, style)
        : repair.Status is UrlStatus.Deviated ? PatchResult.Refused("no copy of what the editor read was found")
        : repair.Status is UrlStatus.Live ? PatchResult.Refused("no copy was found")
        : PatchResult.Refused("there is no copy: the guideline asks to take the address out, which an editor decides (WP:USURPURL)");

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
