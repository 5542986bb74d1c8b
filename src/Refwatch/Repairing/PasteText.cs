using Refwatch.Citing;

namespace Refwatch.Repairing;

/// <summary>What an editor pastes when the article's wikitext is not at hand.</summary>
/// <param name="InTemplate">Parameters for the reference's citation template; null when there is nothing to add in it.</param>
/// <param name="BehindLink">A template to stand behind the citation, or behind a link that is not in one.</param>
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
            return repair.Status is UrlStatus.Dead ? new PasteText(null, style.Dialect.DeadLink(repair)) : null;
        }

        var (url, date) = style.Dialect.IsRussian ? ("archiveurl", "archivedate") : ("archive-url", "archive-date");
        var parameters = $"|{url}={ParameterText.OfUrl(repair.Memento)} |{date}={style.Dates.Write(repair.MementoTime)} {Status(style, repair)}";
        return new PasteText(parameters, style.Dialect.Archive(repair, style.Dates));
    }

    private static string Status(RepairStyle style, Repair repair) =>
        style.Dialect.IsRussian ? $"|deadlink={StatusWords.Of("deadlink", repair.Status)}" : $"|url-status={StatusWords.Cs1(repair.Status)}";
}
