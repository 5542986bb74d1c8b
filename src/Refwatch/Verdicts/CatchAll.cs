namespace Refwatch.Verdicts;

/// <summary>
/// An answer that the host gives for any address, in whatever language: it cannot be the page that was cited. Not every
/// such answer means that the page is gone, though: an empty shell, a gate, a wall and trouble are the same for all addresses too.
/// </summary>
internal static class CatchAll
{
    /// <summary>
    /// Words of pages that stand before a document or in for it for a while, of which the lexicons know only the usual
    /// notices. One of them on a brief page, and what it says is left open. Stems, in three languages.
    /// </summary>
    private static readonly PhraseBook NotForGood = Lexicon.Phrases("catch-all.doubts");

    /// <summary>Null when the host gives something else for other addresses, or that is not known.</summary>
    public static Verdict? Judge(JudgedPage page)
    {
        if (page.Sibling is not { } sibling || page.Likeness is { IsSame: true })
        {
            return null;
        }

        var isOther = page.Likeness is { IsOther: true };
        if (sibling.LeadsWhere(page) || (isOther && sibling.IsAnswerOf(page)))
        {
            return Missing([sibling.Describe(page), .. page.LikenessLine is { } line ? [line] : Array.Empty<string>()], 0.9);
        }

        if (!page.View.IsThin || page.View.StatesNumbers || !sibling.IsAnswerOf(page))
        {
            return null;
        }

        return Doubt(page) is { } doubt
            ? new Verdict(VerdictKind.Unknown, [sibling.Describe(page), doubt], 0.5)
            : Missing([sibling.Describe(page), $"its {page.View.Words.Count} words outside of menus say nothing of this address"], 0.8);
    }

    private static Verdict Missing(string[] evidence, double confidence) => new(VerdictKind.Soft404, evidence, confidence);

    private static string? Doubt(JudgedPage page) =>
        page.View.IsShell || page.View.Words.Count == 0 ? "but it is a shell that a script fills"
        : page.View.HasPasswordField ? "but it asks for a password"
        : NotForGood.FindIn(page.View.Words) is { } word ? $"but it may stand before the page, or in for it for a while: it says «{word}»"
        : null;
}
