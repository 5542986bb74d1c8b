using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Repairing;
using System.Text;
using Xunit;

namespace Refwatch.Tests.Repairing;

/// <summary>Patches one reference of a small article, as the report does.</summary>
internal static class Patches
{
    public const string Page = "http://herald.example/2019/lakes";
    public const string Copy = "https://web.archive.org/web/20190312081500/http://herald.example/2019/lakes";

    public static readonly DateTimeOffset CopyTime = new(2019, 3, 12, 8, 15, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 5, 4);

    public static Repair Repair(UrlStatus status = UrlStatus.Dead, bool hasCopy = true, bool replaces = false) => new(new Uri(Page), status, Today)
    {
        Memento = hasCopy ? new Uri(Copy) : null,
        MementoTime = CopyTime,
        CopyWasSought = true,
        ReplacesArchive = replaces,
    };

    /// <summary>The references of a wikitext, read as a check reads them.</summary>
    public static ArticleReferences Read(string wikitext, string language = "en") => ReferenceReader.Read(
        WebDocument.FromBytes(new Uri($"https://{language}.wikipedia.org/wiki/Lakes"), Encoding.UTF8.GetBytes(wikitext), "text/plain; charset=utf-8")) with
    {
        Revision = "812",
    };

    /// <summary>The patch of the first reference that names <see cref="Page"/>.</summary>
    public static ReferencePatch Of(string wikitext, Repair repair, string language = "en")
    {
        var article = Read(wikitext, language);
        var reference = article.References.First(reference => reference.Urls.Contains(repair.Page));
        return ArticleWikitext.Open(article, wikitext).Patch(reference, repair);
    }

    /// <summary>The article after the patch, which must not be refused.</summary>
    public static string After(string wikitext, Repair repair, string language = "en")
    {
        var patch = Of(wikitext, repair, language);
        Assert.Null(patch.Refusal);
        return TextEdit.Apply(wikitext, patch.Edits);
    }
}
