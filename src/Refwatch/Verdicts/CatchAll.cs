namespace Refwatch.Verdicts;

/// <summary>
/// An answer that the host gives for any address, in whatever language: it cannot be the page that was cited. Not every
/// such answer means that the page is gone, though: an empty shell, a gate, a wall and trouble are the same for all addresses too.
/// </summary>
internal static class CatchAll
{
    /// <summary>
    /// Words of pages that stand before a document or in for it for a while, of which the lexicons know only the usual
    /// notices. One of them on a page without an article's length, and what it says is left open.
    /// </summary>
    private static readonly PhraseBook NotForGood = Lexicon.Phrases("catch-all.doubts");

    /// <summary>
    /// Null when the host gives something else for other addresses, or that is not known. What it shows on its front page too
    /// stands before or in place of the whole host: a wall, a provider's notice, trouble. That is no answer about one page.
    /// </summary>
    public static Verdict? Judge(JudgedPage page)
    {
        if (page.Sibling is not { } sibling || page.Likeness is { IsSame: true } || !IsAnyAddress(page, sibling))
        {
            return null;
        }

        List<string> evidence = [sibling.Describe(page), .. page.LikenessLine is { } line ? [line] : Array.Empty<string>()];
        if (!page.View.IsLong && Doubt(page) is { } doubt)
        {
            return Unclear([.. evidence, doubt]);
        }

        return page.FrontPage is not { } front ? Unclear([.. evidence, "what the host's front page says is not known"])
            : front.IsAnswerOf(page) ? Unclear([.. evidence, "but its front page shows the same: that is about the whole host"])
            : new Verdict(VerdictKind.Soft404, [.. evidence, "its front page shows something else"], page.Likeness is { IsOther: true } ? 0.9 : 0.85);
    }

    private static bool IsAnyAddress(JudgedPage page, HostAnswer sibling) =>
        sibling.LeadsWhere(page)
        || (sibling.IsAnswerOf(page) && (page.Likeness is { IsOther: true } || (!page.View.IsLong && !page.View.StatesNumbers)));

    private static Verdict Unclear(string[] evidence) => new(VerdictKind.Unknown, evidence, 0.5);

    private static string? Doubt(JudgedPage page) =>
        page.View.IsShell || page.View.Words.Count == 0 ? "but it is a shell that a script fills"
        : page.View.HasPasswordField ? "but it asks for a password"
        : NotForGood.FindIn(page.View.Words) is { } word ? $"but it may stand before the page, or in for it for a while: it says «{word}»"
        : null;
}
