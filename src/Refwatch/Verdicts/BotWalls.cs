namespace Refwatch.Verdicts;

/// <summary>Pages that a protection service shows in place of the site's own, with any status.</summary>
internal static class BotWalls
{
    private enum Place
    {
        /// <summary>A response header, as "name: value"; the value's beginning counts.</summary>
        Header,

        /// <summary>Part of the address of a script, frame, picture or form.</summary>
        Load,

        /// <summary>Part of an inline script.</summary>
        Script,

        /// <summary>An element's id or class.</summary>
        Name,
    }

    /// <summary>
    /// What stands on the services' challenge and block pages. Left out is what they also put on ordinary pages that they
    /// serve: the headers cf-ray, x-iinfo, x-datadome, "Server: ddos-guard", Cloudflare's script detections, PerimeterX's
    /// and DataDome's sensors, a captcha before a form. Sources: the services' documentation, wafw00f's fingerprints.
    /// </summary>
    private static readonly (string Service, Place Place, string Mark)[] Marks =
    [
        ("Cloudflare", Place.Header, "cf-mitigated: challenge"),
        ("Cloudflare", Place.Script, "_cf_chl_opt"),
        ("Cloudflare", Place.Name, "cf-error-details"),
        ("Cloudflare", Place.Name, "cf-browser-verification"),
        ("Cloudflare", Place.Name, "challenge-error-text"),
        ("Cloudflare", Place.Load, "__cf_chl_"),
        ("Akamai", Place.Name, "sec-if-cpt-container"),
        ("Akamai", Place.Load, "/_sec/cp_challenge/"),
        ("DataDome", Place.Load, "captcha-delivery.com"),
        ("DataDome", Place.Header, "x-dd-b:"),
        ("PerimeterX", Place.Name, "px-captcha"),
        ("PerimeterX", Place.Script, "px-captcha"),
        ("PerimeterX", Place.Load, "captcha.px-cdn.net"),
        ("PerimeterX", Place.Load, "captcha.px-cloud.net"),
        ("Imperva", Place.Load, "_incapsula_resource"),
        ("DDoS-Guard", Place.Load, "/.well-known/ddos-guard/"),
        ("DDoS-Guard", Place.Load, "check.ddos-guard.net"),
        ("Qrator", Place.Load, "/__qrator/"),
        ("Qrator", Place.Script, "/__qrator/"),
        ("Kasada", Place.Script, "kpsdk"),
        ("AWS WAF", Place.Header, "x-amzn-waf-action: challenge"),
        ("AWS WAF", Place.Header, "x-amzn-waf-action: captcha"),
        ("AWS WAF", Place.Script, "gokuprops"),
        ("Sucuri", Place.Script, "sucuri_cloudproxy_js"),
        ("Sucuri", Place.Header, "x-sucuri-block:"),
        ("Yandex SmartCaptcha", Place.Load, "/checkcaptcha"),
        ("Vercel", Place.Header, "x-vercel-mitigated: challenge"),
        ("Anubis", Place.Load, "/.within.website/x/"),
        ("Radware", Place.Load, "validate.perfdrive.com"),
        ("ServicePipe", Place.Load, "servicepipe.ru"),
        ("ServicePipe", Place.Name, "id_spinner"),
        ("Variti", Place.Load, "variti.net"),
        ("GeeTest", Place.Load, "geetest.com"),
        ("SiteGround", Place.Load, "/.well-known/sgcaptcha/"),
    ];

    private static readonly Wording Wording = Wording.Of("bot-wall", "filler-bot-wall");

    /// <summary>A wall's page, by a mark of its service or by what it tells its visitor; null when the page is something else.</summary>
    public static Verdict? Judge(JudgedPage page)
    {
        var notice = Notice.Read(page.Said, Wording);
        var tally = new Tally();
        notice.AddTo(tally, page.View);
        var mark = FindMark(page);
        tally.ForIf(mark is not null, 3, mark ?? "");
        tally.ForIf(notice.IsSaid && page.View.ShowsIpAddress, 1, "it shows an IP address");
        tally.AgainstIf(page.View.TeaserProse > 0, 3, "it announces other pages of the site; a wall lets none through");
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");

        // A wall's sentence has no second meaning on a page without any other; and no harm is done: Blocked is not dead.
        var isSaidAlone = notice.Sentence is not null && page.View.IsBrief && tally.Score >= 3;
        if (!tally.Enough && !isSaidAlone)
        {
            return null;
        }

        return mark is null && SoftErrors.SaysMissingToo(notice, page.View) ? null : tally.ToVerdict(VerdictKind.Blocked);
    }

    /// <summary>A challenge's mark alone: statuses such as 503 and 404 mean something else with it.</summary>
    public static string? ChallengeOf(JudgedPage page) =>
        page.View is { IsThin: true, TeaserProse: 0 } ? FindMark(page) : null;

    private static string? FindMark(JudgedPage page)
    {
        foreach (var (service, place, mark) in Marks)
        {
            if (place switch
            {
                Place.Header => HasHeader(page, mark),
                Place.Load => page.View.Loads.Any(address => address.Contains(mark, StringComparison.Ordinal)),
                Place.Script => page.View.InlineScript.Contains(mark, StringComparison.OrdinalIgnoreCase),
                _ => page.View.Names.Contains(mark),
            })
            {
                return service + place switch
                {
                    Place.Header => $": header «{mark.TrimEnd(':')}»",
                    Place.Load => $": the page loads «{mark}»",
                    Place.Script => $": a script names «{mark}»",
                    _ => $": an element is named «{mark}»",
                };
            }
        }

        return null;
    }

    private static bool HasHeader(JudgedPage page, string mark)
    {
        var colon = mark.IndexOf(':', StringComparison.Ordinal);
        return page.Answer.Header(mark[..colon])?.Trim().StartsWith(mark[(colon + 1)..].Trim(), StringComparison.OrdinalIgnoreCase) == true;
    }
}
