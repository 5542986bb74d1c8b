namespace Refwatch.Verdicts;

/// <summary>
/// Pages that somebody else shows in place of the document, or the site where it must not give it: a provider by law, an office
/// or a filter by its rules, a site to other countries.
/// </summary>
internal static class BlockPages
{
    private static readonly Wording Wording = Wording.Of("block-page", "filler-block-page");

    /// <summary>Registers and notice pages that block pages link to or load from.</summary>
    private static readonly string[] RegisterHosts =
        [
            "eais.rkn.gov.ru", "blocklist.rkn.gov.ru", "nap.rkn.gov.ru", "vigruzki.rkn.gov.ru", "warning.rt.ru",
            "zapret-info.gov.ru", "lumendatabase.org",
        ];

    public static Verdict? Judge(JudgedPage page)
    {
        var notice = Notice.Read(page.Said, Wording);
        if (!notice.IsSaid || Placeholders.AreOfHosting(page.View.Words) || SoftErrors.SaysMissingToo(notice, page.View))
        {
            return null;
        }

        var tally = new Tally();
        var isSaidTwice = (notice.Title is not null && notice.Heading is not null && !page.View.IsLong) || notice.AnotherSentence is not null;
        var isClaimed = notice.Headline is not null && isSaidTwice && notice.Explanation.IsNone;
        notice.AddTo(tally, page.View, lengthSpeaks: !isClaimed);
        tally.ForIf(page.View.ShowsIpAddress, 1, "it shows an IP address");
        var register = Array.Find(RegisterHosts, host => page.View.Links.Concat(page.View.Loads).Any(address => Addresses.IsAt(address, host)));
        tally.ForIf(register is not null && page.View.IsThin, 2, $"links to {register}");
        tally.ForIf(Addresses.OwnerOf(page.From) != Addresses.OwnerOf(page.To), 1, $"redirected to {page.To.Host}");
        tally.ForIf(notice is { Sentence: not null, Headline: null, IsSaidFirst: true } && (page.Subject.IsUntitled || notice.IsBareError), 1, "its text begins with that");
        tally.ForIf(notice.AnotherSentence is not null && (notice.IsSaidFirst || isClaimed), 1, $"and «{notice.AnotherSentence}»");
        tally.AgainstIf(!page.View.IsThin && !isClaimed, 1, "there is more on the page than a notice");
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");

        // As of walls, but reports have these words too.
        var isSaidAlone = notice is { Sentence: not null, IsAlone: true } && tally.Score >= 3;
        return tally.Enough || isSaidAlone ? tally.ToVerdict(VerdictKind.Blocked) : null;
    }
}
