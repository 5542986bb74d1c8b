using System.Globalization;
using Refwatch.Citing;
using Refwatch.Citing.Wikitext;

namespace Refwatch.Repairing;

/// <summary>
/// The edits that make a citation template say what a repair says: archive-url, archive-date and url-status, in the spelling
/// that it uses. Nothing else is touched.
/// </summary>
internal sealed class TemplatePatch
{
    private readonly WikitextPage _page;
    private readonly CiteTemplate _cite;
    private readonly RepairStyle _style;
    private readonly List<TextEdit> _edits = [];
    private readonly List<(string Name, string Value)> _added = [];

    private TemplatePatch(WikitextPage page, CiteTemplate cite, RepairStyle style) => (_page, _cite, _style) = (page, cite, style);

    /// <returns>The edits, or why there are none; no edits and no reason when the template says it already.</returns>
    public static PatchResult Of(WikitextPage page, CiteTemplate cite, Repair repair, RepairStyle style)
    {
        var patch = new TemplatePatch(page, cite, style);
        return patch.Refusal(repair) is { } refusal ? PatchResult.Refused(refusal) : patch.Edits(repair);
    }

    private string? Refusal(Repair repair)
    {
        if (_cite.ChapterUrl is { } part && (_cite.IsRussian || !Place.IsSame(part, repair.Page)))
        {
            return "the template names two addresses, and its archive-url belongs to that of the chapter: repair it by hand";
        }

        if (!_cite.TakesArchive && (repair.Memento is not null || _cite.ArchiveUrl is not null))
        {
            return $"the template {{{{{_cite.Node.Name}}}}} names it, whose parameters for a copy are not known here: repair it by hand";
        }

        if (_cite.Url is { } url && ArchiveLink.Read(url) is not null)
        {
            return "its url is a copy's address itself: move it to archive-url by hand";
        }

        var keepsArchive = _cite.ArchiveUrl is not null && !repair.ReplacesArchive;
        return keepsArchive || repair.Memento is not null ? null
            : repair.ReplacesArchive && _cite.ArchiveUrl is not null ? "the copy that it links does not show the page, and no other was found"
            : repair.Status is UrlStatus.Usurped or UrlStatus.Unfit ? "there is no copy: the guideline asks to take the address out, which an editor decides (WP:USURPURL)"
            : repair.Status is UrlStatus.Deviated ? "no copy of what the editor read was found"
            : repair.Status is UrlStatus.Live ? "no copy was found"
            : null;
    }

    private PatchResult Edits(Repair repair)
    {
        if (_cite.ArchiveUrl is null && MaintenanceTags.Copy(_page, _cite.Node.End) is { } tag)
        {
            return WithTag(tag, repair);
        }

        var keepsArchive = _cite.ArchiveUrl is not null && !repair.ReplacesArchive;
        if (!keepsArchive && repair.Memento is null)
        {
            return _style.Dialect.IsKnown ? MaintenanceTags.AddDeadLink(_page, _cite.Node.End, _style.Dialect.DeadLink(repair))
                : PatchResult.Refused("which template this wiki has for a dead link is not known here: tag it by hand");
        }

        var isHeld = repair.Memento is not null && _cite.ArchiveUrl?.AbsoluteUri == repair.Memento.AbsoluteUri;
        if (!keepsArchive && !isHeld)
        {
            Set(CiteTemplate.ArchiveUrlNames, _style.ArchiveUrlFor(_cite), ParameterText.OfUrl(repair.Memento!));
            Set(CiteTemplate.ArchiveDateNames, _style.ArchiveDateFor(_cite), _style.DatesFor(_cite).Write(repair.MementoTime));
            _edits.AddRange(MaintenanceTags.RemoveDeadLinks(_page, _cite.Node.End));
        }

        // CS1: archive-url requires archive-date; the copy's own address tells it.
        if (keepsArchive && _cite.ArchiveDate is null && ArchiveLink.Read(_cite.ArchiveUrl!)?.Date is { } date)
        {
            Set(CiteTemplate.ArchiveDateNames, _style.ArchiveDateFor(_cite), _style.DatesFor(_cite).Write(DateTimeOffset.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)));
        }

        SetStatus(repair.Status);
        Add();
        return new PatchResult(_edits, Refusal: null);
    }

    /// <summary>A copy that {{webarchive}} or {{wayback}} links behind the citation: a second one in it would be too many.</summary>
    private PatchResult WithTag(TemplateNode tag, Repair repair) =>
        repair.ReplacesArchive && repair.Memento is not null ? new PatchResult([.. MaintenanceTags.Replace(tag, repair, _style, ParameterText.OfUrl(repair.Page))], Refusal: null)
        : repair.ReplacesArchive ? PatchResult.Refused("the copy that it links does not show the page, and no other was found")
        : repair.Status is UrlStatus.Usurped or UrlStatus.Unfit ? PatchResult.Refused("it shows the usurped address, with a copy in a template behind it: put that copy into archive-url by hand")
        : PatchResult.Nothing;

    private void SetStatus(UrlStatus status)
    {
        var present = _cite.Filled(CiteTemplate.StatusNames);
        if ((present?.Name ?? _style.StatusFor(_cite)) is not { } name)
        {
            return; // the template has no such parameter
        }

        // An editor's stronger word stays: "usurped" is dead as well. A parameter that the template no longer reads is renamed by the way only.
        var said = _cite.UrlStatus;
        var stays = said == StatusWords.Cs1(status) || (status is UrlStatus.Dead && said is "usurped" or "unfit" or "deviated");
        var isRead = present is null || _style.Dialect.Reads(name);
        if (stays && (isRead || _edits.Count + _added.Count == 0))
        {
            return;
        }

        if (isRead && StatusWords.Of(name, status) is { } word)
        {
            Set(CiteTemplate.StatusNames, name, word);
        }
        else
        {
            _edits.Add(new TextEdit(present!.NameStart, present.NameEnd, "url-status"));
            Replace(present, stays ? said! : StatusWords.Cs1(status));
        }
    }

    private void Set(IEnumerable<string> names, string name, string value)
    {
        if (_cite.Filled(names) is { } present)
        {
            Replace(present, value);
        }
        else
        {
            _added.Add((name, value));
        }
    }

    /// <summary>Puts a value in place of a parameter's, leaving space and comments around it.</summary>
    private void Replace(TemplateParameter parameter, string value)
    {
        var said = parameter.Value.Where(node => node is not CommentNode && !string.IsNullOrWhiteSpace(_page.TextOf(node))).ToList();
        if (said.Count == 0)
        {
            _edits.Add(ParameterStyle.Of(_page.Source, _cite.Node, parameter).Fill(_page.Source, parameter, value));
            return;
        }

        var (start, end) = (Math.Max(said[0].Start, parameter.ValueStart), Math.Min(said[^1].End, parameter.ValueEnd));
        while (end > start && char.IsWhiteSpace(_page.Source[end - 1]))
        {
            end--;
        }

        _edits.Add(new TextEdit(start, end, value));
    }

    /// <summary>New parameters stand behind the copy's, else behind the address.</summary>
    private void Add()
    {
        var anchor = _cite.Filled(CiteTemplate.ArchiveDateNames) ?? _cite.Filled(CiteTemplate.ArchiveUrlNames)
            ?? _cite.Filled(CiteTemplate.UrlNames) ?? _cite.Filled(CiteTemplate.ChapterUrlNames);
        if (anchor is null || _added.Count == 0)
        {
            return;
        }

        var style = ParameterStyle.Of(_page.Source, _cite.Node, anchor);
        var at = ParameterStyle.EndOf(_page.Source, anchor);
        _edits.Add(new TextEdit(at, at, string.Concat(_added.Select(added => style.Write(added.Name, added.Value)))));
    }
}
