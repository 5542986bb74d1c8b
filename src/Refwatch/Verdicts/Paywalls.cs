namespace Refwatch.Verdicts;

/// <summary>Pages of which a visitor reads a part, or all after payment. They stay readable: what stands there can be compared.</summary>
internal static class Paywalls
{
    /// <summary>Asks for payment for this text; a newsletter's or a print edition's advertisement does not.</summary>
    private static readonly PhraseBook Prompts = Lexicon.Phrases("paywall.sentences");

    /// <summary>Names that paywall services and publishers give to what covers or cuts the text.</summary>
    private static readonly string[] WallNames =
    [
        "paywall", "pay-wall", "regwall", "piano-paywall", "tp-container-inner", "article-paywall", "paywall-overlay",
        "paywall-container", "paywall-prompt", "premium-lock", "subscriber-only", "subscribers-only", "meteredcontent",
        "metered-content",
        "gateway-content", "locked-content", "content-locked", "subscription-wall", "poool-widget", "leaky_paywall_message",
        "memberful-overlay", "closed-material", "article__paywall",
    ];

    public static Verdict? Judge(JudgedPage page)
    {
        var view = page.View;
        var prompt = Prompts.FindIn(view.Words);
        var name = Array.Find(WallNames, view.Names.Contains);
        var tally = new Tally();
        tally.ForIf(view.IsDeclaredPaid, 4, "the page declares isAccessibleForFree: false (schema.org)");
        tally.ForIf(prompt is not null, 2, $"text says «{prompt}»");
        tally.ForIf(name is not null, 1, $"an element is named «{name}»");
        tally.ForIf(view.EndsInEllipsis && prompt is not null, 1, "the running text breaks off");
        tally.ForIf(prompt is not null && !view.IsLong, view.IsThin ? 2 : 1, view.ProseLine);
        var isCut = page.Likeness is { LengthRatio: < 0.5, IsOther: false };
        tally.ForIf(prompt is not null && isCut, 1, "less than half as long as the last good capture");
        return tally.Score >= 4 ? tally.ToVerdict(VerdictKind.Paywalled) : null;
    }
}
