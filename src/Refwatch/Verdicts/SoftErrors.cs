namespace Refwatch.Verdicts;

/// <summary>
/// Error pages that are served as if all were well ("soft 404"): Bar-Yossef et al., "Sic transit gloria telae" (WWW 2004)
/// named them. Several independent signs must agree, since an article about missing pages has some of them.
/// </summary>
internal static class SoftErrors
{
    private static readonly PhraseBook NotFoundHeadlines = new(
        "404", "410", "page|file|resource|article|document|content|story|url|object|item|post not found", "not found", "page|article|document|story … cannot|could|can't|couldn't|can not be found", "page … doesn't|not exist",
        "page|article|content|story … no longer available|exists", "page|article|content|story … been removed|deleted", "page unavailable", "page|content isn't|not available", "nothing found", "page is missing|gone", "missing page",
        "we can't|couldn't find … page", "has not archived that url",
        "страниц*|файл|документ|материал|новость|запись|статья|публикация|объект|раздел … не найден*", "не найден*", "страниц* … не существует|отсутствует", "такой страницы нет", "нет такой страницы",
        "страниц*|материал|статья|новость … удален*|недоступн*", "ничего не найдено", "запрашиваем* страниц*",
        "бет|беті|парақ*|мақала|құжат|материал|жаңалық|файл табылмады|табылған|жоқ", "табылмады", "мұндай бет|парақ* жоқ", "бет|парақ*|материал|мақала жойыл*|өшіріл*", "ештеңе табылмады", "сіз іздеген бет*|парақ*");

    private static readonly PhraseBook NotFoundSentences = new(
        "page|article|content|story|document|url|address|link … you're|you|were looking|trying|requested|entered|followed|seeking", "looking for … could|can|does|was|has|is not|no|been|moved|removed", "requested url … not found",
        "requested page|resource|document|file|url|article … could|can|was|does|is not|no|cannot|doesn't", "page|article|document … no longer exists|available", "page … does not|doesn't exist", "can't|couldn't|cannot|unable … find … page|article|document",
        "may|might have been moved|removed|deleted", "has been removed|deleted … or … moved|renamed|never", "moved or deleted", "moved or no longer exists", "link … is|may broken|outdated|be", "no longer available on this|our", "has not archived that url", "nothing was found at this location",
        "страниц*|материал|документ|статью … вы ищете|искали|запрашиваете|запросили|пытаетесь", "запрашиваем*|запрошенн* … не найден*|существует|удален*", "страниц* … не существует", "неправильно|неверно набран* адрес", "неправильный|неверный адрес",
        "проверьте … правильность … адрес*", "удален* или перемещен*|перенесен*", "перемещен*|перенесен* или удален*", "страниц*|материал|статья … был* удален*", "ссылка … устарела", "не можем найти … страниц*", "к сожалению … страниц* … не", "мы не нашли … страниц*",
        "сіз … іздеген|сұраған … бет*|парақ*|мақала*", "сұралған|іздеген … бет*|парақ*|материал* … табылмады|жоқ|жойыл*", "жойылған немесе көшірілген|жылжытылған|ауыстырылған", "көшірілген немесе жойылған", "мекенжай* … тексеріңіз", "мекенжай* … дұрыс|қате теріл*", "сілтеме … ескірген", "бет* … жоқ немесе", "бет* … өшірілген|жойылған");

    private static readonly PhraseBook TroubleHeadlines = new(
        "internal server error", "server error", "service|webservice|site|website|server … unavailable", "temporarily unavailable", "bad gateway", "gateway timeout", "error establishing a database connection", "database error", "database connection error",
        "under maintenance", "scheduled maintenance", "maintenance mode", "down for maintenance", "maintenance", "something went wrong", "application error", "fatal error", "unexpected error", "an error occurred", "500", "502", "503", "504",
        "внутренняя ошибка сервера", "ошибка сервера", "сервис|сайт|сервер|страница … временно недоступ*", "временно недоступ*", "технические|профилактические работы", "ведутся … работы", "ошибка … базы|базе данных", "ошибка соединения|подключения", "что то пошло не так", "произошла ошибка",
        "сервер* … ішкі қате*", "ішкі қате*", "сервер* қате*", "сайт|сервис|қызмет … уақытша … қолжетімсіз|істемейді|жұмыс", "техникалық … жұмыс*", "бірдеңе дұрыс болмады", "қате пайда болды", "дерекқор* … қате*");

    private static readonly PhraseBook TroubleSentences = new(
        "server encountered an internal error", "unexpected condition was encountered", "unable to complete your request", "try|come back|again … later|minutes", "error establishing a database connection", "can't connect to … database|mysql", "currently undergoing|performing … maintenance", "back shortly|soon|online",
        "trouble with our … server|backend|upstream|cluster", "temporarily unable to service", "uncaught|fatal error",
        "попробуйте … позже|позднее|снова", "повторите … позже|попытку", "зайдите … позже", "ведутся … работы", "приносим … извинения", "не удалось подключиться к базе", "на сервере произошла ошибка", "скоро … вернемся|заработает",
        "кейінірек … көріңіз|қайталаңыз|кіріңіз", "кейін қайта", "жұмыстар* жүргізіл*", "кешірім сұраймыз", "серверде қате", "дерекқорға қосыл*");

    /// <summary>What web servers, panels and hosting companies show where no site is.</summary>
    private static readonly PhraseBook PlaceholderHeadlines = new(
        "welcome to nginx", "it works", "apache … default page", "test page for … apache|nginx|server", "iis windows server", "account … suspended", "website|site … suspended", "default web site page", "web server's default page", "site not published", "there isn't a github pages site here", "no such app", "domain not configured|connected",
        "сайт|аккаунт|хостинг … приостановлен*|заблокирован*|отключен*", "услуга хостинга приостановлена", "домен не … привязан|подключен|настроен", "сайт не опубликован|создан|настроен", "сайт … только что создан",
        "сайт … тоқтатыл*|тоқтатылған", "хостинг* … тоқтатыл*", "домен … байланыстырылмаған|қосылмаған");

    private static readonly PhraseBook PlaceholderSentences = new(
        "account|site|website … has|been|is suspended", "contact your hosting provider", "web server is successfully|successfully installed", "replace this file", "further configuration is required", "default page … used to test", "if you are the owner of this|the website|site|domain",
        "обратитесь в … поддержк*|хостинг*", "если вы … владелец|владельцем", "обслуживание … приостановлено", "хостинг … не оплачен", "разместите … файлы", "домен … добавлен … в",
        "сайт* иесі … болсаңыз", "хостинг … төленбеген", "қолдау қызметіне");

    /// <summary>Classes and ids that publishing systems give to their error pages.</summary>
    private static readonly string[] ErrorNames = ["error404", "error-404", "page-404", "page404", "404-page", "not-found", "notfound", "page-not-found", "error-page", "errorpage", "page-error", "page_404", "error_404", "http404", "is-404"];

    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "error", "errors", "code", "http", "status", "oops", "sorry", "whoops", "the", "this", "that", "a", "page", "is", "on", "server", "we", "are", "requested", "404", "410", "500", "502", "503", "504", "ubuntu", "debian", "centos",
        "ошибка", "ошибки", "код", "упс", "ой", "извините", "к", "сожалению", "простите", "эта", "данная", "запрашиваемая", "запрошенная", "на", "сервере", "нет", "сайт", "сайте",
        "қате", "қатесі", "коды", "кешіріңіз", "өкінішке", "орай", "бұл", "сұралған", "сайтта", "сайт",
    };

    /// <summary>A notice that there is no such page, or that the server is in trouble; Unknown when the signs contradict each other.</summary>
    public static Verdict? Judge(JudgedPage page)
    {
        var trouble = JudgeSaying(page, Notice.Read(page.View, TroubleHeadlines, TroubleSentences, Fillers), VerdictKind.ServerError);
        var missing = JudgeSaying(page, Notice.Read(page.View, NotFoundHeadlines, NotFoundSentences, Fillers), VerdictKind.Soft404);
        return (missing, trouble) switch
        {
            ({ } m, { } t) => m.Confidence >= t.Confidence ? m : t,
            var (m, t) => m ?? t ?? JudgeSaying(page, Notice.Read(page.View, PlaceholderHeadlines, PlaceholderSentences, Fillers), VerdictKind.Soft404),
        };
    }

    private static Verdict? JudgeSaying(JudgedPage page, Notice notice, VerdictKind kind)
    {
        var view = page.View;
        var tally = new Tally();
        notice.AddTo(tally);
        var isMissing = kind == VerdictKind.Soft404;
        var names = isMissing ? ErrorNames.FirstOrDefault(view.Names.Contains) : null;
        tally.ForIf(names is not null, 1.5, $"an element is named «{names}»");
        var hasErrorAddress = isMissing && Redirects.EndsAtErrorAddress(page);
        tally.ForIf(hasErrorAddress, page.IsRedirected ? 3 : 1, $"the address is {page.To}");
        var canonical = isMissing && CanonicalIsElsewhere(page);
        tally.ForIf(canonical, 1.5, $"the page calls itself {view.Canonical}");
        if (!notice.IsSaid && !hasErrorAddress)
        {
            return null;
        }

        tally.ForIf(view.IsThin, 1, $"{view.ProseLength} characters of running text");
        tally.ForIf(view.IsNoIndex, 1, "the page forbids indexing");
        tally.ForIf(page.Likeness is { IsOther: true }, page.Likeness is { IsCollapsed: true } ? 2 : 1, page.LikenessLine ?? "");
        tally.AgainstIf(view.IsLong, 3, $"there are {view.ProseLength} characters of running text");
        tally.AgainstIf(!view.IsLong && !view.IsThin, 1, $"there are {view.ProseLength} characters of running text");
        tally.AgainstIf(view.IsDeclaredArticle, 2, "the page calls itself an article");
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");
        var isSure = tally.Score >= 4 && tally.Signs >= 2;
        var contradicts = notice.Sentence is not null && (notice.Title ?? notice.Heading) is not null && tally.Score >= 2;
        return isSure ? tally.ToVerdict(kind) : contradicts ? new Verdict(VerdictKind.Unknown, tally.Evidence, 0.5) : null;
    }

    /// <summary>The page says that it is really the front page or an error page.</summary>
    private static bool CanonicalIsElsewhere(JudgedPage page) =>
        page.View.Canonical is { } canonical
        && !Addresses.IsSamePage(canonical, page.From)
        && !Addresses.IsHome(page.From)
        && (Addresses.IsHome(canonical) || Addresses.Segments(canonical).Any(static segment => segment.Contains("404", StringComparison.Ordinal)));
}
