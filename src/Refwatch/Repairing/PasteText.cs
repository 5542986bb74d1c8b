using Refwatch.Citing;

namespace Refwatch.Repairing;

/// <summary>What an editor pastes when the article's wikitext is not at hand.</summary>
/// <param name="InTemplate">Parameters for the reference's citation template; null when there is nothing to add in it.</param>
/// <param name="BehindLink">A template to stand behind the citation, or behind a link that is not in one; empty when none should.</param>
public sealed record PasteText(string? InTemplate, string BehindLink)
{
    /// <summary>Null when nothing can be pasted: a usurped address without a copy is an editor's decision.</summary>
    public static PasteText? Of(Reference reference, Repair repair, string? language)
    {
        var page = Citing.Wikitext.WikitextPage.Parse("");
        var style = RepairStyle.Of(page, language);
        if (reference.ArchiveUrl is not null && !repair.ReplacesArchive)
        {
            return reference.UrlStatus == StatusWords.Cs1(repair.Status) ? null : new PasteText(Status(style, repair), "");
        }

        if (repair.Memento is null)
        {
            return repair.Status is UrlStatus.Dead && reference.ArchiveUrl is null && style.Dialect.IsKnown ? new PasteText(null, style.Dialect.DeadLink(repair)) : null;
        }

        var parameters = $"|archive-url={ParameterText.OfUrl(repair.Memento)} |archive-date={style.Dates.Write(repair.MementoTime)} {Status(style, repair)}";
        var behind = style.Dialect.IsKnown && repair.Status is not (UrlStatus.Usurped or UrlStatus.Unfit) && !repair.ReplacesArchive;
        return new PasteText(parameters, behind ? style.Dialect.Archive(repair, ParameterText.OfUrl(repair.Page), style.Dates) : "");
    }

    private static string Status(RepairStyle style, Repair repair) =>
        style.Dialect.IsRussian ? $"|deadlink={StatusWords.Of("deadlink", repair.Status)}" : $"|url-status={StatusWords.Cs1(repair.Status)}";
}
