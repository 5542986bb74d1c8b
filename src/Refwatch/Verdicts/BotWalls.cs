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

    private static readonly PhraseBook Headlines = new(
        "just a moment", "attention required", "access denied|blocked|restricted|forbidden", "suspicious|unusual activity",
        "access to this page has been denied", "forbidden", "request|url blocked|rejected", "you have been blocked",
        "you are being rate limited", "too many requests", "unusual traffic", "security check", "security checkpoint",
        "checking your browser", "verify you are human",
        "verifying you are human", "are you a robot|human", "are you not a robot|bot", "making sure you're not a bot",
        "pardon our interruption", "robot|bot check", "one moment", "confirm|prove you|you're … human",
        "request is being verified|checked", "security verification", "rate limited|limit", "enter the characters you see",
        "unusual activity",
        "bot detected", "waiting room", "you are|re … in line|queue", "human verification", "one more step", "captcha", "ddos guard|protection", "permission denied",
        "authentication|authorization required", "unauthorized", "press hold", "site|blog|page|journal is … private", "private site|blog|page", "web application firewall",
        "доступ запрещен", "доступ к кэшу|серверу|странице запрещен", "вы … в очереди", "виртуальная очередь", "доступ заблокирован", "доступ закрыт", "доступ ограничен", "отказано в доступе", "введите капчу",
        "проверка браузера", "проверяем ваш браузер", "вы не робот",
        "подтвердите что вы не робот", "я не робот", "защита от ddos", "слишком много запросов", "ваш запрос заблокирован", "необходима|требуется аутентификация|авторизация",
        "вы заблокированы", "проверка безопасности", "докажите что вы не робот", "подтвердите … не робот", "запросы … не робот",
        "қол жеткізуге тыйым салынған", "қол жеткізу шектелген", "қолжетімділік шектелген", "кіруге тыйым салынған", "робот емессіз бе",
        "браузер* тексер*", "робот емес екеніңізді растаңыз", "рұқсат жоқ|етілмеген|берілмеген",
        "кіруге рұқсат жоқ|етілмеген|берілмеген", "сұраныс* тым көп", "аутентификация|авторизация қажет|керек");

    private static readonly PhraseBook Sentences = new(
        "verify|confirm|prove … you are|re|youre … human", "you are|re|youre not a robot|bot", "request is being verified",
        "security service", "made too many requests", "checking … your browser", "checking if the site connection is secure",
        "needs to review the security of your connection", "enable javascript and cookies to continue",
        "enable cookies and reload", "disable any ad blocker",
        "unusual traffic|activity … from your", "automated requests|access|queries|tools", "you don't have permission to access",
        "the owner of this website … has banned",
        "you are unable to access", "request|url was|is|has rejected|blocked", "request … was rejected … consult",
        "your support id is", "incident id",
        "your ip|address … blocked|banned|denied", "complete the security check", "solve the captcha", "too many requests from",
        "requires an authentication", "verify that you are authorized", "wrong credentials", "not … allowed to request", "access control configuration", "forwarding denied", "blocked by … network|firewall|waf", "request access", "access control … prevents", "please|will enable javascript|js|cookies", "estimated wait time", "cloudflare ray id|ray", "wordfence", "slide to verify", "error code 1006|1007|1008|1009|1010|1012|1015|1020", "verifying your browser", "not authorized to access",
        "доступ … запрещен|заблокирован … вашего ip|адреса|региона", "у вас нет прав", "подтвердите что вы … человек|робот",
        "докажите что вы не робот", "вы не робот", "введите символы с картинки",
        "запросы … похож* на автоматическ*", "слишком много запросов", "нет прав на просмотр", "автоматическ* запрос*",
        "проверка … вашего браузера", "проверяем|проверим ваш браузер", "подозрительн* активность|трафик", "ваш ip … заблокирован", "контрол* доступа не позволяет", "время ожидания … минут*|секунд*|час*", "неверн* … учетн* данн*", "данные аутентификации", "пройдете аутентификацию", "пересылка запрещена", "не разрешено запрашивать", "веб адрес запрещен", "запрос … заблокирован … систем*|защит*", "ваш|ваши запрос* … отклонен*|заблокирован*",
        "включите javascript и cookie",
        "робот емес екеніңізді", "адам екеніңізді раста*", "браузеріңіз* тексер*", "ip мекенжайыңыз бұғатталған|бұғатталды",
        "қол жеткізуге рұқсатыңыз жоқ", "автоматты сұраныс*", "тіркелгі деректер* … қате|дұрыс");

    /// <summary>Words that stand beside a notice of a wall without making it an article's headline.</summary>
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "403", "429", "401", "503", "1020", "1015", "error", "http", "https", "cloudflare", "ddos", "guard", "sorry", "oops",
        "please", "you're", "youre", "сіз", "вы", "wait", "while", "firewall", "sucuri", "performing", "let's", "lets", "we've", "weve", "detected",
        "being", "below", "from", "computer", "network", "moment", "are", "a", "the", "to", "this", "page", "site", "website", "is", "your",
        "you",
        "временно", "ошибка", "пожалуйста", "к", "сайту", "странице", "ваш", "ой", "упс", "извините", "қате", "қатесі", "сайтқа",
        "бетке", "бұл", "кешіріңіз",
    };

    /// <summary>A wall's page, by a mark of its service or by what it tells its visitor; null when the page is something else.</summary>
    public static Verdict? Judge(JudgedPage page)
    {
        var notice = Notice.Read(page.View, Headlines, Sentences, Fillers);
        var tally = new Tally();
        notice.AddTo(tally, page.View);
        var mark = FindMark(page);
        tally.ForIf(mark is not null, 3, mark ?? "");
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");

        // A wall's sentence has no second meaning on a page without any other; and no harm is done: Blocked is not dead.
        // "It was deleted, or you have no right to see it" below "Page not found" is no wall's.
        var isSaidAlone = notice.Sentence is not null && page.View.IsBrief && tally.Score >= 3 && !page.View.Headings.Any(static heading => Absence.Statements.ShareOf(heading, SoftErrorPhrases.Fillers) >= 1);
        return tally.Enough || isSaidAlone ? tally.ToVerdict(VerdictKind.Blocked) : null;
    }

    /// <summary>A challenge's mark alone: statuses such as 503 and 404 mean something else with it.</summary>
    public static string? ChallengeOf(JudgedPage page) =>
        page.View.IsThin ? FindMark(page) : null;

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
