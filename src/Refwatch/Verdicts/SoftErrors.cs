namespace Refwatch.Verdicts;

/// <summary>
/// Error pages that are served as if all were well ("soft 404"): Bar-Yossef et al., "Sic transit gloria telae" (WWW 2004)
/// named them. Several independent signs must agree, since an article about missing pages has some of them.
/// </summary>
internal static class SoftErrors
{
    /// <summary>"Temporarily", and the statuses of trouble.</summary>
    private static readonly HashSet<string> ForNow = [.. Lexicon.Words("for-now"), "500", "502", "503", "504"];

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
        return trouble is not null && (isForNow || (!(missing is not null && NamesMissingStatus(page.View)) && trouble.Confidence > (missing ?? placeholder)?.Confidence)) ? trouble
            : (missing ?? placeholder) is { IsRot: true } rot && isForNow ? new Verdict(VerdictKind.Unknown, [.. rot.Evidence, "but it says that this is so for the time being"], 0.6)
            : missing ?? placeholder ?? trouble;
    }

    /// <summary>A headline, or the first line, says that it is so for the time being; in the text below many notices of missing pages say it too.</summary>
    private static bool SaysForNow(PageView view) =>
        view.Headings.Prepend(view.Title).Concat(view.Lines.Take(1)).Any(static headline => new WordList(headline).All.Any(ForNow.Contains));

    /// <summary>"An error occurred: 404 Not Found" is no trouble, whatever else it regrets.</summary>
    private static bool NamesMissingStatus(PageView view) =>
        view.Headings.Prepend(view.Title).Any(static headline => new WordList(headline).All.Any(static word => word is "404" or "410"));

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
        var isMissing = kind == VerdictKind.Soft404;
        var view = page.View;
        var notice = Notice.Read(page.Said, wording, page.Subject.IsSite);
        var isSubject = notice.IsSaid && notice.IsNamedBy(page.From);
        var isUnmistakable = notice is { IsOfThisPage: true, IsSaidFirst: true } or { Title: not null, Heading: not null, Sentence: not null };
        var marks = ErrorMarks.Of(page, isMissing);
        var isAnyAddress = isMissing && !view.IsLong && page is { Sibling: { } sibling, FrontPage: { } front } && sibling.IsAnswerOf(page) && !front.IsAnswerOf(page);

        var tally = new Tally();
        notice.AddTo(tally, view);
        page.Subject.AddTo(tally, notice, isMissing);
        tally.ForIf(isMissing && notice is { SecondSentence: not null, Explanation.IsNone: true }, 0.75, $"and «{notice.SecondSentence}»");
        marks.AddTo(tally, page);
        tally.ForIf(page.Likeness is { IsOther: true }, page.Likeness is { IsCollapsed: true } ? 2 : 1, page.LikenessLine ?? "");
        tally.ForIf(isAnyAddress, 3, page.Sibling?.Describe(page) ?? "");
        tally.AgainstIf(isMissing && marks.Name is null && notice.IsAmongOthers, 2, $"another sentence says «{notice.OtherSentence}»");
        tally.AgainstIf(isSubject, 4, $"the address speaks of it too: {page.From.AbsolutePath}");
        tally.AgainstIf(!view.IsLong && !view.IsThin, isUnmistakable ? 1 : 2, view.ProseLine);
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");
        tally.AgainstIf(isMissing && page.Sibling is { IsRefused: true }, 3, page.Sibling?.Describe(page) ?? "");

        var hasMark = isMissing && marks.AreInMarkup;
        var isEmptied = hasMark && (isAnyAddress || page.Likeness is { IsCollapsed: true });
        return new Signs(tally, notice, !isSubject && (notice.IsSaid || marks.IsAtErrorAddress || isEmptied), hasMark);
    }

    /// <param name="Tally">The signs for and against.</param>
    /// <param name="Notice">What the page says.</param>
    /// <param name="HasGrounds">Something says that the page is missing; the other signs only go with it.</param>
    /// <param name="HasMark">The page's markup has a trait of error pages.</param>
    private sealed record Signs(Tally Tally, Notice Notice, bool HasGrounds, bool HasMark);
}
