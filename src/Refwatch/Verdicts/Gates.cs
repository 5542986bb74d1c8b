namespace Refwatch.Verdicts;

/// <summary>Pages of the site's own that ask for something before they show the document: a sign-in, consent to cookies, an age.</summary>
internal static class Gates
{
    private static readonly Wording SignIn = Wording.Of("sign-in", "filler-gate");

    private static readonly Wording Consent = Wording.Of("consent", "filler-gate");

    private static readonly Wording Age = Wording.Of("age", "filler-gate");

    private const string PasswordField = "the page has a password field";

    public static Verdict? Judge(JudgedPage page) =>
        !page.View.IsThin || page.Likeness is { IsSame: true }
            ? null
            : JudgeOne(page, "a sign-in page", SignIn, page.View.HasPasswordField ? PasswordField : null)
                ?? JudgeOne(page, "a consent wall", Consent, null)
                ?? JudgeOne(page, "an age gate", Age, null);

    private static Verdict? JudgeOne(JudgedPage page, string name, Wording wording, string? extra)
    {
        var notice = Notice.Read(page.View, wording);
        var tally = new Tally();
        notice.AddTo(tally, page.View);
        tally.ForIf(extra is not null, 2, extra ?? "");
        var isAllOfThePage = notice is { Sentence: not null, IsAlone: true } && page.View.Headings.Count == 0;
        if ((notice.Headline is null && !isAllOfThePage) || tally.Signs < 3 || !tally.Enough)
        {
            // A banner's sentence or a sign-in link in a menu stands on ordinary pages: the headline must be the gate's.
            return null;
        }

        tally.Note($"so this is {name}");
        return tally.ToVerdict(VerdictKind.Blocked);
    }
}
