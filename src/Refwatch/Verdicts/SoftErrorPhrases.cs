namespace Refwatch.Verdicts;

/// <summary>
/// What error pages say, in English, Russian and Kazakh. Headlines are whole headlines; sentences address the visitor.
/// A phrase belongs here when unrelated sites use it, never for one page's sake.
/// </summary>
internal static class SoftErrorPhrases
{
    private const string Thing =
        "page|file|resource|article|document|content|story|url|object|item|post|blog|site|video|release|record|entry|result|listing"
        + "|profile|topic|event|report|link";

    private const string ThingRu =
        "страниц*|файл|документ|материал|новость|запись|статья|публикация|объявление|результат|раздел|ресурс|сайт|видео"
        + "|тема|объект|событие|ссылка";

    private const string ThingKk =
        "бет|беті|бетіңіз|парақ*|мақала|құжат|материал|жаңалық|файл|жазба|хабарландыру|ресурс|сайт|видео";

    private const string Service = "site|website|service|webservice|server|page|portal|system|application";
    private const string ServiceRu = "сайт|сервис|сервер|портал|страница|система|ресурс";
    private const string ServiceKk = "сайт|сервис|қызмет|портал|сервер|жүйе|ресурс";

    public static PhraseBook NotFound { get; } = new(
        "404", "410", "not found", $"{Thing} not found",
        $"{Thing} can't|cannot|could|can|couldn't … be found", $"can't|couldn't|cannot|unable|not … find … {Thing}|that|it|what",
        $"{Thing} you're|you are|were looking for", $"{Thing} you're looking for", $"{Thing} you requested",
        $"{Thing} … doesn't|not exist", $"{Thing} … no longer available|exists", $"{Thing} … not … available any more|longer",
        $"{Thing} unavailable", $"{Thing} isn't|not available", $"{Thing} … been|was removed|deleted|withdrawn",
        $"{Thing} removed|deleted|withdrawn",
        $"{Thing} … seems … missing", $"{Thing} is missing|gone", "link … expired", "link … no longer works",
        $"{Thing} … no longer here", "nothing found", "isn't a … site here", "has not archived that url",

        "не найден*", "ничего не найдено", $"{ThingRu} … не найден*|существует|обнаружен*", $"{ThingRu} … отсутствует|удален*|недоступ*",
        $"{ThingRu} … не доступн*", $"{ThingRu} … потерял*", "такой страницы … нет", "нет такой страницы", "снят* с публикации",
        "запрашиваем* страниц*", "ссылка … не работает", "ссылка … недействительна|устарела",

        "табылмады", "ештеңе табылмады", $"{ThingKk} … табылмады|табылған|жоқ|өшіріл*|жойыл*|қолжетімсіз", "сіз іздеген бет*|парақ*");

    public static PhraseBook NotFoundSentences { get; } = new(
        $"{Thing} … you're|you|were looking|trying|tried|requested|entered|followed|seeking",
        "looking for … could|can|does|was|has|is|might|doesn't|isn't … not|no|been|moved|removed|here|exist",
        "requested url … not found", $"requested {Thing} … could|can|was|does|is not|no|cannot|doesn't",
        $"{Thing} … no longer exists|available",
        $"{Thing} … does not|doesn't exist", $"can't|couldn't|cannot|unable … find … {Thing}|what", $"that {Thing} … missing",
        "isn't a … site here",
        "may|might have been moved|removed|deleted|archived", "has been removed|deleted … or … moved|renamed|never",
        $"{Thing} has|was been|removed|deleted",
        "moved or deleted", "moved or no longer exists", "link … is|may broken|outdated|be", "outdated|broken|old link|bookmark",
        "out of date bookmark",
        "mistyped … url|address", "check … address|url|spelling", "address may be old|wrong", "has not archived that url",
        "nothing was found at this location",

        "страниц*|материал|документ|стать*|запис*|новост*|публикаци* … вы ищете|искали|запрашиваете|запросили|пытаетесь",
        "запрашиваем*|запрошенн* … не найден*|существует|удален*", $"{ThingRu} … не существует",
        "неправильно|неверно набран* адрес", "неправильный|неверный адрес",
        "проверьте … правильн* … адрес*|ввели", "ошиблись в|при адрес*|набор*|вводе", "удален* или перемещен*|перенесен*|снят*",
        "перемещен*|перенесен*|снят* или удален*",
        "страниц*|материал|статья … был* удален*", "ссылка … устарела", "устаревш*|старой ссылк*|закладк*",
        "не можем|смогли найти … страниц*", "снят* с публикации",
        "к сожалению … страниц* … не", "мы не нашли … страниц*", "отсутствует на сервере", "ничего не нашлось",
        "по этому адресу ничего|нет",

        "сіз … іздеген|сұраған … бет*|парақ*|мақала*", "сұралған|сұратылған|іздеген … бет*|парақ*|материал* … табылмады|жоқ|жойыл*",
        "жойылған|өшірілген немесе көшірілген|жылжытылған|ауыстырылған|мекенжай*", "көшірілген немесе жойылған|өшірілген",
        "мекенжай* … тексер*", "мекенжай* … дұрыс|қате теріл*",
        "сілтеме* … ескірген|ескі", "ескі сілтеме*", "бетіңіз … табылмады", "бет* … жоқ немесе", $"{ThingKk} … өшірілген|жойылған");

    public static PhraseBook Trouble { get; } = new(
        "internal server error", "server error", $"{Service} … unavailable|down|overloaded", "temporarily unavailable|down",
        "bad gateway", "gateway timeout|error", "gateway time out",
        "error establishing|connecting … database connection", "database connection|error error|failed", "database error",
        "could not|unable connect|to … database",
        "under maintenance", "scheduled maintenance", "maintenance mode", "down for maintenance", "maintenance",
        "be back soon|shortly", "something went wrong", "technical difficulties|problems", $"{Service} … offline",
        "application error", "critical error", "fatal error", "runtime error", "unexpected error", "an error occurred",
        "invalid response", "500", "502", "503", "504",

        "внутренняя ошибка … сервера", "ошибка сервера", $"{ServiceRu} … временно недоступ*|закрыт",
        $"{ServiceRu} … недоступ*|перегружен*", $"{ServiceRu} … не работает|отвечает",
        "временно недоступ*", "технические|профилактические|регламентные работы", "техническое обслуживание",
        "произошел|технический сбой", "ведутся|проводятся … работы", "ошибка … базы|базе|базой данных",
        "ошибка соединения|подключения",
        $"{ServiceRu} на обслуживании|реконструкции|ремонте", "что то пошло не так", "произошла ошибка",

        "ішкі қате*", "сервер* қате*", "серверде … қате*", $"{ServiceKk} … уақытша … қолжетімсіз|істемейді",
        $"{ServiceKk} уақытша жұмыс істемейді",
        "техникалық жұмыс*|үзіліс|ақау*", "бірдеңе дұрыс болмады", "қате пайда болды", "дерекқор* … қате*");

    public static PhraseBook TroubleSentences { get; } = new(
        "server encountered an internal error", "unexpected condition was encountered", "unable to complete your request",
        "try|come back|again … later|minutes", "try refreshing",
        "error establishing a database connection", "can't|could connect|not … database|mysql",
        "undergoing|performing … maintenance", "unavailable for scheduled maintenance",
        "back shortly|soon|online", "return within", "trouble with our … server|backend|upstream|cluster",
        "temporarily unable to service", "uncaught|fatal|critical error",
        "error occurred on the server", "check back in", "invalid response",

        "попробуйте … позже|позднее|снова|обновить", "повторите … позже|попытку", "зайдите … позже", "ведутся|проводятся … работы",
        "работаем над устранением",
        "приносим … извинения", "не удалось подключиться к базе", "на сервере произошла ошибка", "скоро … вернемся|заработает",

        "кейінірек … көріңіз|қайталаңыз|кіріңіз", "кейін қайта", "жақын арада", "жұмыстар* жүргізіл*|жүріп", "кешірім сұраймыз",
        "серверде қате", "дерекқорға қосыл*");

    /// <summary>What web servers, panels and hosting companies show where no site is.</summary>
    public static PhraseBook Placeholder { get; } = new(
        "welcome to nginx", "it works", "apache … default page", "test page for … apache|nginx|server", "iis windows server",
        "account|site|website … suspended",
        "default web site page", "domain|server default page", "web server's default page", "site not published", "no such app",
        "domain not configured|connected",

        "сайт|аккаунт|хостинг … приостановлен*|отключен*", "обслуживание|услуга … приостановлен*", "сайт не опубликован|создан|настроен",

        "сайт|хостинг* … тоқтатыл*");

    public static PhraseBook PlaceholderSentences { get; } = new(
        "account|site|website … has|been|is suspended", "contact your hosting provider",
        "web server is successfully|successfully installed", "replace this file",
        "further configuration is required", "default page … used to test", "if you are the owner of this|the website|site",

        "обратитесь в … поддержк*|хостинг*", "если вы … владелец|владельцем … сайта", "обслуживание … приостановлено",
        "хостинг … не оплачен", "разместите … файлы",

        "сайт* иесі … болсаңыз", "хостинг … төленбеген", "қолдау қызметіне");

    /// <summary>Words that stand beside a notice without making it an article's headline.</summary>
    public static IReadOnlySet<string> Fillers { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "error", "errors", "code", "http", "status", "oops", "whoops", "uh", "oh", "hmm", "sorry", "lost", "the", "this", "that",
        "s", "a", "an", "there", "page", "is", "on", "our",
        "to", "it", "you", "your", "by", "its", "does", "do", "has", "have", "been", "be", "was", "were", "currently", "in",
        "server", "web", "we", "are", "well", "requested", "press", "news", "performing", "received", "soon", "please", "404",
        "410", "500", "502", "503", "504", "ubuntu", "debian", "centos",

        "ошибка", "ошибки", "код", "упс", "ой", "извините", "к", "сожалению", "простите", "эта", "данная", "запрашиваемая",
        "запрошенная", "запрошенный", "больше", "на", "сервере",
        "нет", "по", "или", "и", "не", "был", "была", "было", "автором", "закрыт", "сайт", "сайте", "база", "базой", "данных", "с",
        "соединения", "временно", "страница",

        "қате", "қатесі", "коды", "кешіріңіз", "өкінішке", "орай", "бұл", "мұндай", "сұралған", "сұратылған", "сайт", "сайтта",
        "немесе", "жүріп", "жатыр", "жүргізілуде", "пайда", "болды",
    };
}
