namespace Refwatch.Verdicts;

/// <summary>What web servers, panels and hosting companies show where no site is, or not yet.</summary>
internal static class Placeholders
{
    private static readonly HashSet<string> Servers = Lexicon.Words("server");

    public static Wording Wording { get; } = Wording.Of("placeholder", "filler", "filler-placeholder");

    /// <summary>A hoster speaks to the site's owner of money and terms of use.</summary>
    private static readonly PhraseBook Hosting = Lexicon.Phrases("hosting");

    /// <summary>A listing of a folder, as Apache, nginx and IIS write it.</summary>
    private const string Listing = "Index of /";

    public static bool AreOfHosting(WordList words) => Hosting.FindIn(words) is not null;

    public static bool IsServer(string word) => Servers.Contains(word);

    /// <summary>Null when the page is none. A default page may be long, so its length does not speak against it.</summary>
    public static Verdict? Judge(JudgedPage page)
    {
        if (ListedFolder(page.View) is { } folder)
        {
            return Unescaped(page.From).TrimEnd('/').Equals(folder.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
                ? null
                : new Verdict(VerdictKind.Soft404, [$"a listing of the folder {folder} instead of {page.From.PathAndQuery}"], 0.85);
        }

        var view = page.Said;
        var notice = Notice.Read(view, Wording, page.Subject.IsSite);
        var repeated = notice.Title is not null ? view.Lines.FirstOrDefault(line => line.Equals(view.Title, StringComparison.OrdinalIgnoreCase)) : null;
        var said = new[] { notice.Title, notice.Heading ?? notice.Line, notice.Sentence, repeated }.Count(static part => part is not null);
        var isClaimed = (notice.Headline ?? notice.Line) is not null;
        var isAlone = page.Subject.IsSite || (notice.IsWhole && page.Subject.Lead is null);
        if (said < (isClaimed && isAlone ? 1 : 2) || notice.IsNamedBy(page.From))
        {
            return null;
        }

        var tally = new Tally();
        var isDefaultPage = notice.Headline is not null && ((notice.Title is not null && notice.Heading is not null && !view.IsLong) || (notice.SecondSentence ?? notice.AnotherSentence) is not null);
        notice.AddTo(tally, view, lengthSpeaks: !isDefaultPage);
        tally.ForIf(repeated is not null && notice.Heading is null, 1.5, "the text repeats the title");
        page.Subject.AddTo(tally, notice);
        tally.AgainstIf(notice.Title is not null && notice.Title != view.Title && notice.Heading is null && view.Headings.Count > 0, 2, "the headline is of something else");
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");
        return tally.Enough ? tally.ToVerdict(VerdictKind.Soft404) : null;
    }

    private static string? ListedFolder(PageView view) =>
        view.Headings.Prepend(view.Title).FirstOrDefault(static headline => headline.StartsWith(Listing, StringComparison.OrdinalIgnoreCase))?[(Listing.Length - 1)..];

    private static string Unescaped(Uri url) => Uri.UnescapeDataString(url.AbsolutePath);
}
