using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>Where the redirects led, and what that means for the page that was asked for.</summary>
internal static class Redirects
{
    private static readonly string[] SignInHosts = ["login", "signin", "auth", "sso", "accounts", "passport"];
    private static readonly string[] ConsentHosts = ["consent", "guce", "cookiewall", "privacywall"];
    private static readonly string[] PaywallHosts = ["subscribe", "subscription"];
    private static readonly string[] CheckHosts = ["captcha", "challenge", "validate", "warning", "blocked"];

    private static readonly HashSet<string> SignInNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "login", "log-in", "signin", "sign-in", "auth", "sso", "oauth", "authwall", "checkpoint", "openid", "saml", "wp-login",
        "vhod", "passport",
    };

    private static readonly HashSet<string> ConsentNames = new(StringComparer.OrdinalIgnoreCase)
    { "consent", "collectconsent", "cookiewall", "cookie-wall", "privacywall", "privacy-wall", "gdpr", "tcfv2" };

    private static readonly HashSet<string> PaywallNames = new(StringComparer.OrdinalIgnoreCase)
    { "subscribe", "subscription", "subscriptions", "paywall", "regwall", "membership", "abonnement", "podpiska", "jazylu" };

    private static readonly HashSet<string> CheckNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "captcha", "showcaptcha", "sorry", "challenge", "blocked", "bot-check", "validate", "access-denied", "forbidden", "403",
        "451", "zapret", "blokirovka",
    };

    private static readonly HashSet<string> NotFoundNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "404", "error404", "404error", "error-404", "404-error", "not-found", "notfound", "page-not-found", "pagenotfound",
        "page_not_found", "not_found",
        "filenotfound", "file-not-found", "ne-naideno", "ne-najdeno", "stranica-ne-najdena", "tabylmady", "no-longer-available",
    };

    /// <summary>One line a hop, for the evidence of every verdict.</summary>
    public static IEnumerable<string> Trail(Capture capture) =>
        capture.Exchanges.Zip(capture.Exchanges.Skip(1), static (hop, next) => $"HTTP {hop.Status} redirects to {next.Url}");

    /// <summary>The answer is not the page but a gate before it: sign-in, consent, subscription, a check for robots.</summary>
    public static Verdict? Gate(JudgedPage page)
    {
        if (!page.IsRedirected)
        {
            return null;
        }

        Verdict To(VerdictKind kind, string gate, double confidence) => new(kind, [$"redirected to {gate}, {page.To}"], confidence);
        return Led(page, SignInHosts, SignInNames) ? To(VerdictKind.Blocked, "a sign-in page", 0.9)
            : Led(page, ConsentHosts, ConsentNames) ? To(VerdictKind.Blocked, "a consent wall", 0.9)
            : Led(page, PaywallHosts, PaywallNames) ? To(VerdictKind.Paywalled, "a subscription page", 0.8)
            : Led(page, CheckHosts, CheckNames) ? To(VerdictKind.Blocked, "a check for robots or a block page", 0.85)
            : null;
    }

    /// <summary>The final address itself says that there is no such page, and the one asked for did not.</summary>
    public static bool EndsAtErrorAddress(JudgedPage page) =>
        Addresses.Segments(page.To).Any(NotFoundNames.Contains) && !Addresses.Segments(page.From).Any(NotFoundNames.Contains);

    /// <summary>The redirect ended at a front page although a document was asked for.</summary>
    public static Verdict? Home(JudgedPage page)
    {
        if (!page.IsRedirected || !Addresses.IsHome(page.To) || Addresses.IsHome(page.From) || Addresses.IsResolver(page.From))
        {
            return null;
        }

        List<string> evidence = [.. Trail(page.Capture), $"{page.To} is a front page; {page.From.PathAndQuery} was asked for"];
        if (page.Likeness is { IsSame: true })
        {
            return new Verdict(VerdictKind.Unknown, [.. evidence, page.LikenessLine!], 0.5);
        }

        if (page.View.Canonical is { } canonical && !Addresses.IsHome(canonical) && Addresses.IsSamePage(canonical, page.From))
        {
            return new Verdict(VerdictKind.Unknown, [.. evidence, $"but the page calls itself {canonical}"], 0.5);
        }

        var isOther = page.Likeness is { IsOther: true };
        return new Verdict(VerdictKind.Soft404, isOther ? [.. evidence, page.LikenessLine!] : evidence, isOther ? 0.95 : 0.85);
    }

    /// <summary>The page answers at another address: moved for good, or for the time being, or not this page at all.</summary>
    public static Verdict Elsewhere(JudgedPage page)
    {
        List<string> evidence = [.. Trail(page.Capture)];
        if (Addresses.IsSamePage(page.From, page.To))
        {
            return new Verdict(VerdictKind.Live, [.. evidence, $"the same page: {Addresses.Difference(page.From, page.To)}"], 0.97);
        }

        if (page.LikenessLine is { } line)
        {
            evidence.Add(line);
        }

        if (page.Likeness is { IsOther: true })
        {
            return new Verdict(VerdictKind.Unknown, [.. evidence, "another address with another text"], 0.5);
        }

        var dropped = Addresses.NamesOf(page.From).Except(Addresses.NamesOf(page.To));
        var isSectionPage = Addresses.IsAncestor(page.To, page.From) && dropped.Any(static name => !name.All(char.IsDigit));
        if (isSectionPage && page.Likeness is null && !page.View.IsDeclaredArticle)
        {
            evidence.Add($"{page.To.AbsolutePath} may be the section page of {page.From.AbsolutePath}");
            return new Verdict(VerdictKind.Unknown, evidence, 0.5);
        }

        var hops = page.Capture.Exchanges.Take(page.Capture.Exchanges.Count - 1);
        if (Addresses.IsResolver(page.From) || !hops.All(static hop => hop.Status is 301 or 308))
        {
            return new Verdict(VerdictKind.Live, [.. evidence, "a temporary redirect: the reference's address still leads there"], 0.9);
        }

        var isSure = page.Likeness is { IsSame: true } || Addresses.NamesOf(page.From).Overlaps(Addresses.NamesOf(page.To));
        if (!isSure && Addresses.OwnerOf(page.From) != Addresses.OwnerOf(page.To))
        {
            evidence.Add($"{Addresses.OwnerOf(page.To)} may have another owner than {Addresses.OwnerOf(page.From)}");
        }

        return new Verdict(VerdictKind.Moved, evidence, isSure ? 0.95 : 0.6);
    }

    /// <summary>A host label or a path's part is such a name now, and was not in the address that was asked for.</summary>
    private static bool Led(JudgedPage page, string[] hostLabels, HashSet<string> names) =>
        (hostLabels.Any(label => page.To.IdnHost.StartsWith(label + ".", StringComparison.OrdinalIgnoreCase))
            && !page.To.IdnHost.Equals(page.From.IdnHost, StringComparison.OrdinalIgnoreCase))
        || (Addresses.Segments(page.To).Any(names.Contains) && !Addresses.Segments(page.From).Any(names.Contains));
}
