namespace Refwatch.Verdicts;

/// <summary>Pages that a provider, a state or the site itself shows where the law or a region forbids the document.</summary>
internal static class LegalBlocks
{
    private static readonly Wording Wording = Wording.Of("legal-block", "filler-legal-block");

    /// <summary>Registers and notice pages that block pages link to or load from.</summary>
    private static readonly string[] RegisterHosts =
        [
            "eais.rkn.gov.ru", "blocklist.rkn.gov.ru", "nap.rkn.gov.ru", "vigruzki.rkn.gov.ru", "warning.rt.ru",
            "zapret-info.gov.ru", "lumendatabase.org",
        ];

    public static Verdict? Judge(JudgedPage page)
    {
        var notice = Notice.Read(page.View, Wording);
        if (!notice.IsSaid || Placeholders.AreOfHosting(page.View.Words) || (notice.Headline is null && SoftErrors.Missing.Headlines.FindIn(page.View.Words) is not null))
        {
            return null;
        }

        var tally = new Tally();
        notice.AddTo(tally, page.View);
        var register = Array.Find(RegisterHosts, host =>
            page.View.Links.Concat(page.View.Loads).Any(address => address.Contains(host, StringComparison.Ordinal)));
        tally.ForIf(register is not null && page.View.IsThin, 2, $"links to {register}");
        tally.ForIf(Addresses.OwnerOf(page.From) != Addresses.OwnerOf(page.To), 1, $"redirected to {page.To.Host}");
        tally.AgainstIf(!page.View.IsThin, 1, "there is more on the page than a notice");
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");

        // As of walls, but reports have these words too.
        var isSaidAlone = notice is { Sentence: not null, IsAlone: true } && tally.Score >= 3;
        return tally.Enough || isSaidAlone ? tally.ToVerdict(VerdictKind.Blocked) : null;
    }
}
