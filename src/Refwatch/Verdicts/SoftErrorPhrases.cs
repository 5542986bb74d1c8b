namespace Refwatch.Verdicts;

/// <summary>
/// What error pages say, in English, Russian and Kazakh. Headlines are whole headlines; sentences address the visitor.
/// A phrase belongs here when unrelated sites use it, never for one page's sake.
/// </summary>
internal static class SoftErrorPhrases
{
    private const string Service = "site|website|service|webservice|server|page|portal|system|application|backend|database";
    private const string ServiceRu = "сайт|сервис|сервер|портал|страница|система|ресурс";
    private const string ServiceKk = "сайт|сервис|қызмет|портал|сервер|жүйе|ресурс";

    public static PhraseBook Trouble { get; } = new(
        "internal server error", "server|internal error", "right back", "request timeout", "request time out", "bad request", $"{Service} … unavailable|down|overloaded", "temporarily unavailable|down",
        "bad gateway", "gateway timeout|error", "gateway time out",
        "error establishing|connecting … database connection", "error connecting to database", "wartung|wartungsarbeiten", "en maintenance|mantenimiento", "em|in manutenção|manutenzione", "bakım*", "тимчасово недоступ*", "维 护 中", "database connection|error error|failed", "database error",
        "could not|unable connect|to … database",
        "under maintenance", "scheduled maintenance", "maintenance mode", "down for maintenance", "maintenance",
        "be back soon|shortly", "something went wrong", "technical difficulties|problems", $"{Service} … offline",
        "offline for … maintenance", "could not be retrieved", "unable to forward", "parse error", "uncaught error|exception|typeerror",
        "application error", "critical error", "fatal error", "runtime error", "unexpected error", "an error occurred",
        "invalid response", "408", "500", "502", "503", "504",

        "внутренняя ошибка … сервера", "ошибка сервера", $"{ServiceRu} … временно недоступ*|закрыт",
        $"{ServiceRu} … недоступ*|перегружен*", $"{ServiceRu} … не работает|отвечает",
        "временно недоступ*", "технические|профилактические|регламентные работы", "техническое обслуживание",
        "произошел|технический сбой", "ведутся|проводятся … работы", "ошибка … базы|базе|базой данных",
        "ошибка соединения|подключения", "не может быть получен*", "не удалось подключиться|соединиться",
        $"{ServiceRu} на обслуживании|реконструкции|ремонте", "что то пошло не так", "произошла ошибка", "неверный|ошибочный|плохой шлюз|запрос", "истекло время ожидания", "приносим … извинения за … неудобства",

        "ішкі қате*", "сервер* қате*", "серверде … қате*", $"{ServiceKk} … уақытша … қолжетімсіз|істемейді",
        $"{ServiceKk} уақытша жұмыс істемейді",
        "техникалық жұмыс*|үзіліс|ақау*", "бет* жүктелмеді", "бірдеңе дұрыс болмады", "қате пайда болды", "дерекқор* … қате*", "қолайсызды* үшін кешірім сұраймыз");

    public static PhraseBook TroubleSentences { get; } = new(
        "server encountered an internal error", "unexpected condition was encountered", "unable to complete your request",
        "try|come back|again … later|minutes", "try refreshing",
        "error establishing a database connection", "error connecting to database", "später noch einmal", "en|est maintenance|bientôt", "revenons|revenir bientôt", "intente más tarde", "tekrar deneyin|aktif|buradayız", "спробуйте пізніше", "can't|could connect|not … database|mysql",
        "undergoing|performing … maintenance", "unavailable for scheduled maintenance",
        "back shortly|soon|online", "return within", "trouble with our … server|backend|upstream|cluster",
        "temporarily unable to service", "uncaught|fatal|critical error",
        "error occurred on the server", "check back in|later|soon", "invalid response", "following error was encountered", "connection to … failed",
        "cache|proxy administrator", "query|sql error|syntax", "too many connections", "stack trace", "thrown in", "error … in … on line", "parse|syntax error", "php on line", "error occurred on|while", "browser didn't send", "browser … sent … request", "service … not running",

        "попробуйте … позже|позднее|снова|обновить", "повторите … позже|попытку", "зайдите … позже", "ведутся|проводятся … работы",
        "работаем над устранением",
        "приносим … извинения", "не удалось подключиться к базе", "на сервере произошла ошибка", "произошла следующая ошибка", "администратор* … кэша|прокси",
        "подключени*|соединени* к|с базе|базой|mysql", "скоро … вернемся|заработает", "недопустимый|неверный ответ от", "запрос … содержит ошибку", "время ожидания … ответ*|истекло",

        "кейінірек … көріңіз|қайталаңыз|кіріңіз", "кейін қайта", "жақын арада", "жұмыстар* жүргізіл*|жүріп", "кешірім сұраймыз",
        "серверде қате", "дерекқорға қосыл*");

    /// <summary>The one thing that is left to do on an error page. A mere "Home" stands above every article.</summary>
    public static PhraseBook WaysBack { get; } = new(
        "back|return|go|take|bring|head to|me|you|us … home|homepage|site|safety|earth|main|front|start", "go|back|return|take home|me|back",
        "на главную", "вернуться|вернитесь|перейти|назад … главную|блог|сайт|список|каталог|начало|назад",
        "басты бет*", "артқа|бетке … қайту|оралу");

    /// <summary>Words that stand beside a notice without making it an article's headline.</summary>
    public static IReadOnlySet<string> Fillers { get; } = WordFiles.Read("filler");
}
