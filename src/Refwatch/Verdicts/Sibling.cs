using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>
/// What the page's host says to an address beside the page's that nobody ever published. Soft 404s were first found so:
/// Bar-Yossef et al., "Sic transit gloria telae" (WWW 2004), section 3.
/// </summary>
internal sealed record Sibling(Uri Url, Uri FinalUrl, int Status, PageView? View)
{
    /// <summary>Two answers that share so much of their words are one page: a counter or a date may differ.</summary>
    private const double SamePage = 0.85;

    /// <summary>The host knows that there is no such page, and says so in its status.</summary>
    public bool IsRefused => Status is 404 or 410;

    /// <summary>Null when the host gave no answer that says anything: a failure, a wall, trouble of its own.</summary>
    public static Sibling? Of(Capture? probe)
    {
        if (probe?.Answer is not { Status: 200 or 404 or 410 } answer || WebDocument.Open(probe) is not { } document)
        {
            return null;
        }

        return new Sibling(probe.Url, probe.FinalUrl, answer.Status, document.Html is null ? null : PageViewReader.Read(document));
    }

    /// <summary>
    /// An address in the page's folder, or of its kind, that cannot exist: its last part, or the longest value of its
    /// query, with other letters and digits. The same page and day give the same address, so that a check that was
    /// killed and repeated asks the same. Null for a front page.
    /// </summary>
    public static Uri? AddressOf(Uri page, DateOnly day)
    {
        var letters = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{page.AbsoluteUri} {day:O}")));
        if (page.Query.Length > 1)
        {
            var longest = page.Query[1..].Split('&').Select(static pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]).MaxBy(static value => value.Length)!;
            return longest.Length == 0 ? null : new UriBuilder(page) { Query = page.Query[1..].Replace(longest, Other(longest, letters), StringComparison.Ordinal), Fragment = "" }.Uri;
        }

        var path = page.AbsolutePath.TrimEnd('/');
        if (path.Length == 0)
        {
            return null;
        }

        var (folder, name) = (path[..(path.LastIndexOf('/') + 1)], path[(path.LastIndexOf('/') + 1)..]);
        var other = Other(Path.GetFileNameWithoutExtension(name), letters) + Path.GetExtension(name) + page.AbsolutePath[path.Length..];
        return new UriBuilder(page) { Path = folder + other, Fragment = "" }.Uri;
    }

    /// <summary>The host gives the page for any address: it shows the same, or sends its visitors to the same place.</summary>
    public bool IsAnswerOf(JudgedPage page) =>
        Status == 200
        && (LeadsWhere(page) || (View is not null && Overlap(WordsOf(View, Url), WordsOf(page.View, page.From)) >= SamePage));

    /// <summary>Both were redirected, to one place.</summary>
    public bool LeadsWhere(JudgedPage page) =>
        page.IsRedirected && Url != FinalUrl && Addresses.IsSamePage(FinalUrl, page.To) && !Addresses.IsSamePage(page.From, page.To);

    /// <summary>For the evidence.</summary>
    public string Describe(JudgedPage page) =>
        LeadsWhere(page) ? $"{Url}, which cannot exist, leads to the same {FinalUrl}"
        : IsAnswerOf(page) ? $"{Url}, which cannot exist, gives the same page"
        : IsRefused ? $"the host answers {Status} to {Url}, which cannot exist"
        : $"{Url}, which cannot exist, gives another page";

    /// <summary>A number stays a number and a name a name: a site's router tells them apart.</summary>
    private static string Other(string name, byte[] letters)
    {
        if (name.All(char.IsAsciiDigit))
        {
            return '9' + string.Concat(letters.Take(Math.Max(8, name.Length - 1)).Select(static one => (char)('0' + (one % 10))));
        }

        return string.Concat(letters.Take(14).Select(static one => (char)('a' + (one % 26))));
    }

    /// <summary>The words that the page shows, without those that merely repeat its address.</summary>
    private static HashSet<string> WordsOf(PageView view, Uri url)
    {
        var address = WordList.Of(url).All.ToHashSet(StringComparer.Ordinal);
        return [.. new WordList(view.Title + "\n" + view.Text).All.Where(word => !address.Contains(word))];
    }

    private static double Overlap(HashSet<string> one, HashSet<string> other)
    {
        var all = one.Union(other).Count();
        return all == 0 ? 0 : (double)one.Intersect(other).Count() / all;
    }
}
