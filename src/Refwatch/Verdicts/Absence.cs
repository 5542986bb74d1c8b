namespace Refwatch.Verdicts;

/// <summary>
/// How publishing systems say that there is no such page: a noun for what they publish beside a negated existence, in
/// any order of the two. A grammar rather than a list of notices: systems word the same thing in their own ways.
/// </summary>
internal static class Absence
{
    private const string Thing =
        "page|pages|web|publication|feed|blob|key|file|files|resource|article|articles|document|documents|content|story|stories|url|address|object|item|post|blog|thread|topic|category|video|release"
        + "|record|entry|result|results|listing|profile|account|journal|position|job|event|report|link|section|material|product"
        + "|products|album|image|key|site|song|lyrics|book|recipe|episode|podcast|photo|gallery|user|member|group|channel|project|question|ad|track|playlist|application|course|node|route|folder|directory|repository|repo|documentation|bucket";

    private const string Lost =
        "removed|deleted|withdrawn|missing|gone|expired|discontinued|retired|unavailable|archived|filled|unpublished|inactive|broken|outdated";

    /// <summary>Of a page, not of a headline: blogs and offices move too.</summary>
    private const string LostOrMoved = Lost + "|moved|relocated";

    /// <summary>How the pages say it that would be amusing.</summary>
    private const string Strayed =
        "drifted|vanished|disappeared|wandered|strayed|escaped|evaporated|fled|flown|flew|eaten|ate|stolen|abducted|sailed|slipped|melted|hiding|hide|lost|nowhere";

    private const string Not = "not|no|cannot|can't|couldn't|doesn't|don't|isn't|aren't|wasn't|unable|never|nothing|could|can";

    private const string Found =
        "find|found|exist|exists|available|recognized|registered|invalid|locate|located|specified|accessible|here|longer|accepting|works|match|matching|archived|published";

    private const string Seek =
        "looking|requested|requesting|followed|entered|typed|clicked|seeking|trying|tried|wanted|expected|searching|reach|visit";

    private const string ThingRu =
        "страниц*|файл|документ*|материал|новость|запись|записи|статья|статьи|публикаци*|объявлени*|результат|раздел*|ресурс|сайт|видео"
        + "|ролик|тема|темы|журнал|блог|профил*|аккаунт|ваканси*|элемент|товар|объект|событи*|ссылк*|адрес*|альбом|пост|путь|маршрут|контент|книга|рецепт|вопрос|пользовател*|группа|канал|фото*|галерея|проект|узел|папка|лот|курс";

    private const string StrayedRu =
        "исчезл*|пропал*|улетел*|сбежал*|заблудил*|растворил*|уплыл*|украл*|съел*|уехал*|переехал*|ушл*|затерял*";

    private const string LostRu =
        "удален*|снят*|снял*|закрыт*|устарел*|перемещен*|перенесен*|отсутств*|недоступ*|потерял*|скрыт*|изъят*|недействительн*|архиве";

    private const string FoundRu = "найден*|опубликован*|найти|нашл*|нашел|существует|обнаружен*|доступ*|работает|отыскать";

    private const string SeekRu = "ищете|искали|запрашиваете|запросили|пытаетесь|перешли|ввели|набрали";

    private const string ThingKk =
        "бет|беті|бетті|бетіңіз|парақ*|мақала*|құжат*|материал*|жаңалық*|файл*|жазба*|хабарландыру*|ресурс*|сайт|видео*|бейне*|ақпарат"
        + "|сілтеме*|мекенжай*|тақырып*";

    private const string StrayedKk = "жоғалып|жоғалған|жоғалды|адасып|адасты|қашып|ұшып";

    private const string LostKk =
        "табылмады|табылған|жоқ|өшірілген|өшірілді|жойылған|жойылды|қолжетімсіз|ескірген|көшірілген|алынған|алынып|таппадық|алмадық|көшкен|жылжытылған|ауыстырылған";

    /// <summary>A headline, or the whole text of a page, that says it.</summary>
    public static PhraseBook Statements { get; } = new(
    [
        .. Abroad.Missing,
        "404", "410", "not found", "nothing found|here", $"nothing at this|that … {Thing}", $"no text|content|results in|on|for this {Thing}",
        $"{Thing} … {Not} … {Found}", $"{Not} … {Found} … {Thing}", $"{Not} {Thing} … {Found}",
        $"{Not} … find … that|it|what", $"{Thing} … {Lost}", $"broken|deleted|expired|outdated|invalid {Thing}", $"{Thing} … {Strayed}",
        "no such _", $"this domain … {Strayed}", "no|any _ here", $"no {Thing} with|by|for that|this|the", "this|the _ is gone|unavailable", "no _ were|was found", "couldn't|can't|cannot find this|that _", "the _ has|was not been|be found", "unknown|unrecognized domain|site|host|hostname|page|address", "invalid _ specified|id", "invalid|unknown identifier|id", "isn't|not a registered _", "no longer available|exists", "bad|invalid title", "this|that|the _ no longer exists", "dead end", "cannot|can't|couldn't get|find|locate", "wrong turn", "we lost … page", "you're|are lost", "nothing … see|found here",

        "не найден*", "ничего не найдено|нашлось", $"{ThingRu} … не|ничего {FoundRu}", $"{ThingRu} … не может быть {FoundRu}", $"не … {FoundRu} … {ThingRu}", $"{LostRu} _ {ThingRu}", "имя удалено|занято",
        $"{ThingRu} … {LostRu}", $"{LostRu} {ThingRu}", $"такой|такого {ThingRu} … нет|не", $"нет такой|такого {ThingRu}", $"{ThingRu} … {StrayedRu}",
        "такого|такой|таких _ больше|не нет|существует", "такого|такой _ нет|больше", "здесь|тут … пусто|ничего", "вы … заблудились|потерялись", "не туда попали|зашли", $"{ThingRu} … нет", $"такой|такого _ {ThingRu}", "ошибочное|недопустимое название", $"указан* неверн* {ThingRu}",

        "табылмады", "таба алмадық", $"{ThingKk} … {LostKk}", $"мұндай|ондай|бұндай {ThingKk} … жоқ", $"{LostKk} {ThingKk}", $"{ThingKk} … {StrayedKk}",
        "мұндай|ондай|бұндай _ жоқ|табылмады", $"{ThingKk} … табылған|таба жоқ|алмадық","сіз адас*", "мұнда|бұл|осы … ештеңе жоқ", "бұл бетте … мәтін жоқ", $"мұндай _ {ThingKk} жоқ",
    ]);

    /// <summary>What is said to the visitor who came in vain.</summary>
    public static PhraseBook Sentences { get; } = new(
    [
        .. Abroad.Missing,
        $"{Thing} … you … {Seek}", $"no {Thing} here|there", $"you … {Seek} … {Thing}", $"what you|you're … {Seek}", $"{Thing} you're {Seek}",
        $"requested {Thing} was|has … {LostOrMoved}|{Not}", $"{Thing} … {Strayed}", $"this|the|that {Thing} doesn't|never exist|existed", $"{Thing} … no longer {Found}", $"{Thing} … {Not} exist",
        $"{Not} … find … {Thing}|what", $"{Thing} has|have been {LostOrMoved}", $"{Thing} was|were {LostOrMoved}", $"that {Thing} … {LostOrMoved}|{Not}",
        $"this domain … {Strayed}", "may|might|could have moved|changed|expired|vanished", "may|might not|never have existed", "never existed", $"{Thing} … {Not} … anymore|any", "typed|entered|spelled … wrong|wrongly|incorrectly", "taken … page|it … down|offline", "probably|likely been deleted|removed|moved", "wrong turn",$"may|might|could have been {LostOrMoved}|deleted", $"{LostOrMoved} or … {LostOrMoved}|renamed|never|{Not}", $"{Thing} … may|might|is … broken|outdated|old|wrong",
        "mistyped … url|address", "out of date bookmark", "check … address|url|spelling|link", "nothing was found", "valid link", $"nothing at this|that … {Thing}", $"no text|content in|on this {Thing}",
        "status|code|error 404", "author|authors|owner … deleted|removed this|the", "title … is|was invalid|empty", "search|mentions … other pages", "create|edit this page",

        "вы заблудились|потерялись … сайт*|странице", $"{ThingRu} … вы|которую|который|которой {SeekRu}", $"вы {SeekRu}", $"запрашиваем*|запрошенн* … не {FoundRu}", "запрашиваем*|запрошенн* … нет|удален*", $"{ThingRu} … {StrayedRu}", "опечатк* в|адрес*", "в адресе|ссылке опечатка|ошибка",
        $"{ThingRu} … не {FoundRu}", "неправильно|неверно набран*|введен*", "неправильный|неверный адрес", "проверьте … адрес*|ввели|ссылк*",
        "ошиблись в|при адрес*|набор*|вводе", $"{LostRu} … или … {LostRu}", $"{ThingRu} … был* {LostRu}", $"устаревш*|старой {ThingRu}|закладк*",
        "не можем|смогли|удалось найти", "снят*|снял … с публикации", "мы не нашли", "отсутствует на сервере", $"{ThingRu} … указанн* … не|{LostRu}", "ничего не нашлось|найдено",
        "такой|такого страницы|адреса|материала|статьи|записи|новости|документа|файла … нет|не", $"нет такой|такого {ThingRu}", $"возможно|вероятно … {LostRu}", "автор|пользователь|владелец … удалил*|скрыл*", "сервис|раздел|проект|рубрика|журнал … закрыт*|прекратил*", "возможно … удалили|перенесли|изменил*|неверн*|неправильн*|устарел*",
        $"{ThingRu} … {LostRu} … владельц*|автор*|администра*|редакци*|пользовател*",
        "текст|содержимое … странице отсутствует", $"{ThingRu} {LostRu} либо|или|и", "название страницы неправильно|недопустим*", $"указан* неверн* {ThingRu}", "если вы уверены … ссылк*|адрес*", "найти … других страницах", "создать … страницу",

        "сіз … іздеген|сұраған", $"сұралған|сұратылған|іздеген … {ThingKk}", $"{LostKk} немесе … {LostKk}|жылжытылған|ауыстырылған|мекенжай*",
        "мекенжай* … тексер*|дұрыс|қате", "таба алмадық", $"бұл|мұндай|ондай {ThingKk} … {LostKk}", $"{ThingKk} … {StrayedKk}", "сілтеме қате|ескірген", $"{LostKk}|қате|ескірген|өзгерген|өзгертілген болуы мүмкін|ықтимал", "бетте … мәтін жоқ", "басқа беттерден … ізде*", "бетті … өңде*|жаса*|баста*", "жарамсыз … бет", $"{ThingKk} … алынып тасталды|тасталған",
    ]);
}
