using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>
/// What the page's host says to another address: one beside the page's that nobody ever published, or its front page.
/// Soft 404s were first found so: Bar-Yossef et al., "Sic transit gloria telae" (WWW 2004), section 3.
/// </summary>
internal sealed record HostAnswer(Uri Url, Uri FinalUrl, int Status, PageView? View)
{
    /// <summary>
    /// So many words may differ in two copies of one notice, numbers apart: a month, a greeting. Not a share of all: on a
    /// brief page the words of the site's frame, which all its pages share, outnumber those of the page.
    /// </summary>
    private const int OtherWords = 2;

    /// <summary>The host knows that there is no such page, and says so in its status.</summary>
    public bool IsRefused => Status is 404 or 410;

    /// <summary>Null when the host gave no answer that says anything: a failure, a wall, trouble of its own.</summary>
    public static HostAnswer? Of(Capture? probe)
    {
        if (probe?.Answer is not { Status: 200 or 404 or 410 } answer || WebDocument.Open(probe) is not { } document)
        {
            return null;
        }

        return new HostAnswer(probe.Url, probe.FinalUrl, answer.Status, document.Text is null ? null : PageViewReader.Read(document));
    }

    /// <summary>The host gives the page for any address: it shows the same, or sends its visitors to the same place.</summary>
    public bool IsAnswerOf(JudgedPage page) => Status == 200 && (LeadsWhere(page) || (View is not null && ShowsTheSame(page, View)));

    /// <summary>Both were redirected, to one place.</summary>
    public bool LeadsWhere(JudgedPage page) =>
        page.IsRedirected && Url != FinalUrl && Addresses.IsSamePage(FinalUrl, page.To) && !Addresses.IsSamePage(page.From, page.To);

    /// <summary>For the evidence.</summary>
    public string Describe(JudgedPage page) =>
        LeadsWhere(page) ? $"{Url}, which cannot exist, leads to the same {FinalUrl}"
        : IsAnswerOf(page) ? $"{Url}, which cannot exist, gives the same page"
        : IsRefused ? $"the host answers {Status} to {Url}, which cannot exist"
        : $"{Url}, which cannot exist, gives another page";

    private bool ShowsTheSame(JudgedPage page, PageView view)
    {
        var (mine, its) = (AddressWords(page.From), AddressWords(Url));
        var addresses = mine.Union(its).ToHashSet(StringComparer.Ordinal);
        List<string> Own(string text) => [.. new WordList(text).All.Where(word => !addresses.Contains(word) && !char.IsAsciiDigit(word[0]))];
        bool Differ(HashSet<string> one, HashSet<string> other) => one.Except(other).Take(OtherWords + 1).Count() > OtherWords;

        if (!Own(page.View.Title).SequenceEqual(Own(view.Title))
            || !Own(string.Join('\n', page.View.Headings)).SequenceEqual(Own(string.Join('\n', view.Headings)))
            || page.View.Media.Except(view.Media).Any())
        {
            return false;
        }

        HashSet<string> here = [.. Own(page.View.Text)];
        HashSet<string> there = [.. Own(view.Text)];
        return !Differ(here, there) && !Differ(there, here) && (!Repeats(page.View, mine.Except(its), view) || Repeats(view, its.Except(mine), page.View));
    }

    /// <summary>The page shows words of its address that the other does not: its subject, unless the host repeats whatever address it is asked for.</summary>
    private static bool Repeats(PageView view, IEnumerable<string> address, PageView other) => address.Intersect(Said(view)).Except(Said(other)).Any();

    private static IEnumerable<string> Said(PageView view) => new WordList(view.Title + "\n" + view.Text).All;

    private static HashSet<string> AddressWords(Uri url) => WordList.Of(url).All.ToHashSet(StringComparer.Ordinal);
}
