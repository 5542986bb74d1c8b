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
        "not-found", "notfound", "page-not-found", "error-page", "errorpage", "page-error", "wp-die-message", "noarticletext",
    ];

    /// <summary>"Temporarily", and the statuses of trouble.</summary>
    private static readonly HashSet<string> ForNow = [.. Lexicon.Words("for-now"), "500", "502", "503", "504"];

    private static readonly string[] MissingStatuses = ["404", "410"];

    private const int FewActions = 3;

    /// <summary>There is no such page.</summary>
    public static Wording Missing { get; } = Wording.Of("missing", "filler");

    /// <summary>The server cannot show it now.</summary>
    public static Wording Trouble { get; } = Wording.Of("trouble", "filler");

    /// <summary>The one thing that is left to do on an error page. A mere "Home" stands above every article.</summary>
    public static PhraseBook WaysBack { get; } = Lexicon.Phrases("ways-back");

    /// <summary>A notice that there is no such page, or that the server is in trouble; Unknown when signs contradict each other.</summary>
    public static Verdict? Judge(JudgedPage page)
    {
        var missing = JudgeSaying(page, VerdictKind.Soft404, Missing);
        var trouble = JudgeSaying(page, VerdictKind.ServerError, Trouble);
        var placeholder = missing is null ? Placeholders.Judge(page) : null;
        var isForNow = SaysForNow(page.View) && !Placeholders.AreOfHosting(page.View.Words);
        var isMissing = missing is not null && page.View.Headings.Prepend(page.View.Title).Any(static headline => Array.Exists(MissingStatuses, status => new WordList(headline).All.Contains(status)));
        return trouble is not null && (isForNow || (!isMissing && trouble.Confidence > (missing ?? placeholder)?.Confidence)) ? trouble
            : (missing ?? placeholder) is { IsRot: true } rot && isForNow ? new Verdict(VerdictKind.Unknown, [.. rot.Evidence, "but it says that this is so for the time being"], 0.6)
            : missing ?? placeholder ?? trouble;
    }

    /// <summary>A headline, or the first line, says that it is so for the time being; in the text below many notices of missing pages say it too.</summary>
    private static bool SaysForNow(PageView view) =>
        view.Headings.Prepend(view.Title).Concat(view.Lines.Take(1)).Any(static headline => new WordList(headline).All.Any(ForNow.Contains));

    /// <summary>Some signs of a missing page, and not enough: worth a question to the host.</summary>
    public static bool Suspects(JudgedPage page)
    {
        var signs = Weigh(page, VerdictKind.Soft404, Missing);
        return !page.View.IsLong && signs.Tally.Score >= 1.5 && (signs.HasGrounds || (signs.HasMark && page.View.IsThin));
    }

    /// <summary>
    /// "It was deleted, or you have no right to see it": beside the wall's or the law's notice the text says that the page is
    /// missing. "Not available" of "not available in your country" is no such thing.
    /// </summary>
    public static bool SaysMissingToo(Notice notice, PageView view) =>
        notice.Headline is null
        && Missing.Headlines.FindIn(view.Words) is { } missing
        && (notice.Sentence is not { } sentence || !AreOne(view.Text, missing, sentence));

    /// <summary>Two findings in one place, or one said in the words of the other.</summary>
    private static bool AreOne(string text, string one, string other)
    {
        var (first, second) = (text.IndexOf(one, StringComparison.Ordinal), text.IndexOf(other, StringComparison.Ordinal)); // a long quotation is cut, and not found
        var words = new WordList(one).All.ToHashSet(StringComparer.Ordinal);
        return (first >= 0 && second >= 0 && first < second + other.Length && second < first + one.Length) || 2 * words.Intersect(new WordList(other).All).Count() >= words.Count;
    }

    private static Verdict? JudgeSaying(JudgedPage page, VerdictKind kind, Wording wording)
    {
        var signs = Weigh(page, kind, wording);
        if (!signs.HasGrounds)
        {
            return null;
        }

        var contradicts = signs.Notice is { Sentence: not null, Headline: not null, Explanation.Definition: null } && signs.Tally.Score >= 2;
        return signs.Tally.Enough ? signs.Tally.ToVerdict(kind)
            : contradicts ? new Verdict(VerdictKind.Unknown, signs.Tally.Evidence, 0.5)
            : null;
    }

    private static Signs Weigh(JudgedPage page, VerdictKind kind, Wording wording)
    {
        var view = page.View;
        var notice = Notice.Read(page.Said, wording, page.Subject.IsSite);
        var isSubject = notice.IsSaid && notice.IsNamedBy(page.From);
        var tally = new Tally();
        notice.AddTo(tally, view);
        var isMissing = kind == VerdictKind.Soft404;
        page.Subject.AddTo(tally, notice, isMissing);
        tally.ForIf(isMissing && notice is { SecondSentence: not null, Explanation.IsNone: true }, 0.75, $"and «{notice.SecondSentence}»");
        var names = Array.Find(ErrorNames, view.Names.Contains);
        tally.ForIf(names is not null, 1.5, $"an element is named «{names}»");
        var hasErrorAddress = isMissing && Redirects.EndsAtErrorAddress(page);
        tally.ForIf(hasErrorAddress, page.IsRedirected ? 3 : 1, $"the address is {page.To}");
        var canonical = isMissing && CanonicalIsElsewhere(page);
        tally.ForIf(canonical, 1.5, $"the page calls itself {view.Canonical}");
        var wayBack = view.IsBrief && view.Actions.Count <= FewActions ? view.Actions.FirstOrDefault(static action => WaysBack.FindIn(new WordList(action)) is not null) : null;
        tally.ForIf(wayBack is not null, 1, $"what it offers is «{wayBack}»");
        tally.ForIf(view.IsNoIndex, 1, "the page forbids indexing");
        tally.ForIf(page.Likeness is { IsOther: true }, page.Likeness is { IsCollapsed: true } ? 2 : 1, page.LikenessLine ?? "");
        tally.AgainstIf(isMissing && names is null && notice.IsAmongOthers, 2, $"another sentence says «{notice.OtherSentence}»");
        tally.AgainstIf(isSubject, 4, $"the address speaks of it too: {page.From.AbsolutePath}");
        tally.AgainstIf(!view.IsLong && !view.IsThin, notice is { IsOfThisPage: true, IsSaidFirst: true } or { Title: not null, Heading: not null, Sentence: not null } ? 1 : 2, view.ProseLine);
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");

        var isAnyAddress = isMissing && !view.IsLong && page is { Sibling: { } sibling, FrontPage: { } front } && sibling.IsAnswerOf(page) && !front.IsAnswerOf(page);
        tally.ForIf(isAnyAddress, 3, page.Sibling?.Describe(page) ?? "");
        tally.AgainstIf(isMissing && page.Sibling is { IsRefused: true }, 3, page.Sibling?.Describe(page) ?? "");

        var hasMark = isMissing && (names is not null || canonical || view.IsNoIndex);
        var isEmptied = hasMark && (isAnyAddress || page.Likeness is { IsCollapsed: true });
        return new Signs(tally, notice, !isSubject && (notice.IsSaid || hasErrorAddress || isEmptied), hasMark);
    }

    /// <param name="Tally">The signs for and against.</param>
    /// <param name="Notice">What the page says.</param>
    /// <param name="HasGrounds">Something says that the page is missing; the other signs only go with it.</param>
    /// <param name="HasMark">The page's markup has a trait of error pages.</param>
    private sealed record Signs(Tally Tally, Notice Notice, bool HasGrounds, bool HasMark);

    /// <summary>The page says that it is really the front page or an error page.</summary>
    private static bool CanonicalIsElsewhere(JudgedPage page) =>
        page.View.Canonical is { } canonical
        && !Addresses.IsSamePage(canonical, page.From)
        && !Addresses.IsHome(page.From)
        && (Addresses.IsHome(canonical) || Addresses.Segments(canonical).Any(static part => part.Contains("404", StringComparison.Ordinal)));
}
