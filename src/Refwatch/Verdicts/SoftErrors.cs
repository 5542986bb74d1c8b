namespace Refwatch.Verdicts;

/// <summary>
/// Error pages that are served as if all were well ("soft 404"): Bar-Yossef et al., "Sic transit gloria telae" (WWW 2004)
/// named them. Several independent signs must agree, since an article about missing pages has some of them.
/// </summary>
internal static class SoftErrors
{
    /// <summary>Classes and ids that publishing systems give to their error pages.</summary>
    private static readonly string[] ErrorNames =
    [
        "error404", "error-404", "error_404", "page404", "page-404", "page_404", "404-page", "http404", "is-404",
        "not-found", "notfound", "page-not-found", "error-page", "errorpage", "page-error", "wp-die-message",
    ];

    /// <summary>A notice that there is no such page, or that the server is in trouble; Unknown when signs contradict each other.</summary>
    public static Verdict? Judge(JudgedPage page)
    {
        var missing = JudgeSaying(page, VerdictKind.Soft404, Absence.Statements, Absence.Sentences);
        var trouble = JudgeSaying(page, VerdictKind.ServerError, SoftErrorPhrases.Trouble, SoftErrorPhrases.TroubleSentences);
        return trouble?.Confidence > missing?.Confidence ? trouble
            : missing ?? trouble
            ?? JudgeSaying(page, VerdictKind.Soft404, SoftErrorPhrases.Placeholder, SoftErrorPhrases.PlaceholderSentences);
    }

    private static Verdict? JudgeSaying(JudgedPage page, VerdictKind kind, PhraseBook headlines, PhraseBook sentences)
    {
        var view = page.View;
        var notice = Notice.Read(view, headlines, sentences, SoftErrorPhrases.Fillers);
        var tally = new Tally();
        notice.AddTo(tally, view);
        var isMissing = kind == VerdictKind.Soft404;
        var names = Array.Find(ErrorNames, view.Names.Contains);
        tally.ForIf(names is not null, 1.5, $"an element is named «{names}»");
        var hasErrorAddress = isMissing && Redirects.EndsAtErrorAddress(page);
        tally.ForIf(hasErrorAddress, page.IsRedirected ? 3 : 1, $"the address is {page.To}");
        var canonical = isMissing && CanonicalIsElsewhere(page);
        tally.ForIf(canonical, 1.5, $"the page calls itself {view.Canonical}");
        var isEmptied = isMissing && page.Likeness is { IsCollapsed: true } && (names is not null || canonical || view.IsNoIndex);
        if (!notice.IsSaid && !hasErrorAddress && !isEmptied)
        {
            return null;
        }

        tally.ForIf(view.IsNoIndex, 1, "the page forbids indexing");
        tally.ForIf(page.Likeness is { IsOther: true }, page.Likeness is { IsCollapsed: true } ? 2 : 1, page.LikenessLine ?? "");
        tally.AgainstIf(!view.IsLong && !view.IsThin, 1, $"there are {view.ProseLength} characters of running text");
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");
        var contradicts = notice.Sentence is not null && (notice.Title ?? notice.Heading) is not null && tally.Score >= 2;
        return tally.Enough ? tally.ToVerdict(kind) : contradicts ? new Verdict(VerdictKind.Unknown, tally.Evidence, 0.5) : null;
    }

    /// <summary>The page says that it is really the front page or an error page.</summary>
    private static bool CanonicalIsElsewhere(JudgedPage page) =>
        page.View.Canonical is { } canonical
        && !Addresses.IsSamePage(canonical, page.From)
        && !Addresses.IsHome(page.From)
        && (Addresses.IsHome(canonical) || Addresses.Segments(canonical).Any(static part => part.Contains("404", StringComparison.Ordinal)));
}
