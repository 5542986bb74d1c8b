using Refwatch.Extracting;
using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>An answer with a readable body, and what it is compared with.</summary>
internal sealed record JudgedPage(Capture Capture, Exchange Answer, PageView View, Likeness? Likeness)
{
    /// <summary>The page that was asked for; of a memento, the page that it shows.</summary>
    public Uri From { get; } = Addresses.Archived(Capture.Url);

    /// <summary>Where the redirects ended.</summary>
    public Uri To { get; } = Addresses.Archived(Capture.FinalUrl);

    /// <summary>What the host says to an address that cannot exist; null when it was not asked, or said nothing to the point.</summary>
    public HostAnswer? Sibling { get; init; }

    /// <summary>What the host says to its visitors; null when it was not asked, or said nothing to the point.</summary>
    public HostAnswer? FrontPage { get; init; }

    /// <summary>It was asked of an archive: a link that the article itself gives.</summary>
    public bool IsMemento => From != Capture.Url;

    public bool IsRedirected => Capture.Exchanges.Count > 1;

    /// <summary>The view without the page's address, which some notices repeat.</summary>
    public PageView Said => _said ??= View.Without(From);

    private PageView? _said;

    /// <summary>What the page speaks of.</summary>
    public Subject Subject => _subject ??= Subject.Of(Said, From);

    private Subject? _subject;

    /// <summary>A word of the address' last part stands in the title or a headline: an error page does not know what it stands for.</summary>
    public bool NamesItsAddress =>
        Addresses.WordsInNameOfDocument(From, new WordList(string.Join('\n', View.Headings.Prepend(View.Title))).All) > 0;

    /// <summary>The comparison with the last good capture, for the evidence.</summary>
    public string? LikenessLine => Likeness is { } likeness
        ? $"{likeness.Kept:P0} of what the last good capture said stands on the page"
        : null;

    public static JudgedPage Of(Capture capture, WebDocument document, PageContent? content, PageContent? lastGood)
    {
        var view = PageViewReader.Read(document);
        return new JudgedPage(capture, capture.Answer!, view, Verdicts.Likeness.Between(lastGood, content, view));
    }
}
