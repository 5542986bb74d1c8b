using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Refwatch.Extracting;

/// <summary>What lines beside the text say, in English, Russian and Kazakh.</summary>
internal static class Phrases
{
    private const int MostLabel = 60;
    private const int MostShort = 120;
    private const int MostFurniture = 260;

    /// <summary>A heading or label over links to other pages: "Related", "Читайте также", "Тағы оқыңыз".</summary>
    public static bool IsLinksLabel(string line) =>
        line.Length <= MostLabel && (LinksLabels.Contains(Bare(line)) || LinksLabel.IsMatch(line));

    /// <summary>A button, a counter, a relative time, a byline, an invitation to subscribe.</summary>
    public static bool IsFurniture(string line)
    {
        if (line.Length > MostFurniture) return false;
        if (line.Length <= MostLabel && (Buttons.Contains(Bare(line)) || LinksLabels.Contains(Bare(line)))) return true;
        return Opener.IsMatch(line) || (line.Length <= MostShort && (ShortOpener.IsMatch(line) || Counter.IsMatch(line)));
    }

    /// <summary>"Read also: …": a pointer to another article within the text.</summary>
    public static bool IsPointer(string line) => line.Length <= 300 && Pointer.IsMatch(line);

    /// <summary>"Correction: …", "Исправлено: …": the editors' word on a change.</summary>
    public static bool IsCorrection(string line) => Correction.IsMatch(line);

    /// <summary>The date on this line is that of a change, not of the first publication.</summary>
    public static bool IsUpdated(string line) => Updated.IsMatch(line);

    /// <summary>"Please enable JavaScript".</summary>
    public static bool AsksForScript(string text) => text.Contains("javascript", StringComparison.OrdinalIgnoreCase);

    /// <summary>A section that a whole paper has and its landing page lacks.</summary>
    public static bool IsPaperSection(string heading) => PaperSection.IsMatch(heading);

    private static string Bare(string line) => line.Trim(TrimmedSigns).ToLowerInvariant();

    private static readonly char[] TrimmedSigns =
        [' ', ':', '.', '!', '…', '»', '«', '>', '<', '|', '-', '–', '—', '•', '*', '[', ']', '(', ')', '→', '›', '▼', '+'];

    private static readonly FrozenSet<string> LinksLabels = Split("""
        related|related articles|related stories|related news|related content|related posts|related topics|related coverage
        |related links|related video|related videos
        |related: |read more|read also|also read|read next|see also on|more news|more stories|more from|more on this
        |more on this story|more on this topic|more to explore
        |you may also like|you might also like|you may like|recommended|recommended for you|recommended stories
        |recommended articles|don't miss|don’t miss|most read
        |most popular|most viewed|trending|trending now|popular|popular now|popular stories|popular articles|latest news
        |latest stories|latest|our latest stories|top stories
        |up next|next article|previous article|keep reading|further reading|editor's picks|editors' picks|editor’s picks
        |editors’ picks|featured|featured stories
        |in case you missed it|what to read next|similar articles|similar posts|similar news|more like this|other news
        |other stories|around the web|from the web|from our partners|sponsored content|sponsored stories|promoted stories
        |promoted content|paid content|more|more:|story timeline
        |share this|share this article|share this story|share this page|share this post|share|leave a comment|leave a reply
        |comments|post a comment|add a comment|join the conversation|newsletter|about the author|about the authors|about author
        |tags|topics|related tags|filed under|categories|explore more|discover more
        |читайте также|читать также|также читайте|читайте ещё|читайте еще|читайте далее|читать далее|читайте по теме|по теме
        |материалы по теме|статьи по теме|новости по теме|ещё по теме|еще по теме|другие материалы|другие новости|другие статьи
        |похожие статьи|похожие материалы|похожие новости|похожие записи|связанные материалы|рекомендуем|рекомендуем почитать
        |рекомендуем прочитать|рекомендуемые|вам может быть интересно|вам также может понравиться|это интересно|интересное
        |популярное|самое популярное|самое читаемое|самое обсуждаемое|популярные новости|популярные статьи|последние новости
        |последние материалы|главные новости|главное за день|новости партнёров|новости партнеров|новости сми2|лента новостей
        |смотрите также на|смотрите ещё|смотрите еще|ещё новости|еще новости|все новости|что ещё почитать|что еще почитать|сюжет
        |сюжеты|теги|метки|темы|рубрики|комментарии|оставить комментарий|отзывы|добавить отзыв|оставить отзыв|добавить комментарий
        |поделиться|поделиться в соцсетях|поделитесь|поделись|поделись с друзьями|об авторе|предыдущая запись|следующая запись
        |предыдущая статья|следующая статья|подписка на новости
        |тағы оқыңыз|оқи отырыңыз|сондай-ақ оқыңыз|тағы да оқыңыз|оқыңыз|осы тақырыпта|тақырып бойынша|ұқсас жаңалықтар
        |ұқсас материалдар|ұқсас мақалалар|басқа жаңалықтар|соңғы жаңалықтар|ең көп оқылған|көп оқылған|танымал|танымал жаңалықтар
        |ұсынамыз|пікірлер|пікір қалдыру|пікір қалдырыңыз|бөлісу|бөлісіңіз|тегтер|тақырыптар|айдарлар|автор туралы
        |жаңалықтар таспасы|басты жаңалықтар|келесі мақала|алдыңғы мақала
        |você pode gostar|você também pode gostar|leia também|leia mais|notícias relacionadas|artigos relacionados|mais lidas
        |te puede interesar|también te puede interesar|lea también|lee también|noticias relacionadas|artículos relacionados|lo más leído
        |das könnte sie auch interessieren|lesen sie auch|mehr zum thema|auch interessant|weitere artikel|ähnliche artikel|meistgelesen
        |à lire aussi|lire aussi|sur le même sujet|articles similaires|articles liés|les plus lus|vous aimerez aussi
        """);

    private static readonly FrozenSet<string> Buttons = Split("""
        advertisement|advertisements|advert|ad|ads|sponsored|promoted|close|caption|hide caption|toggle caption|show caption|hide
        |show|show more|show less|view more|load more|see more|see all|view all|view gallery|view comments|view all comments
        |continue reading|continue reading the main story|read the full story|read full story|read full article|read more
        |learn more|find out more|click here|print|print this article|email|e-mail|email this article|tweet|facebook|twitter
        |whatsapp|telegram|linkedin|pinterest|reddit|instagram|youtube|copy link|copy|link copied|save|bookmark|like|likes|follow
        |follow us|reply|report|report abuse|back to top|top|next|prev|previous|skip|skip to content|skip to main content|skip ad
        |play|play video|watch|watch live|listen|listen to article|listen to this article|pause|mute|loading|loading...|subscribe
        |sign up|sign in|log in|login|register|join|menu|search|home|comment|no comments|0 comments|original|image|photo|video
        |photos|gallery|slideshow|enlarge|enlarge this image|expand|zoom|view image in fullscreen|image source|getty images
        |reuters|updated|published|source|enlarge image|photo gallery|open in app|arrow_forward_ios|next prev|prev next|donate
        |support us|follow author|this slideshow requires javascript|file|share on facebook|share on twitter|share on whatsapp
        |share on linkedin|share via email|share on telegram|translate|font size|text size
        |реклама|на правах рекламы|закрыть|скрыть|показать|показать ещё|показать еще|ещё|еще|подробнее|читать полностью|далее
        |назад|вперёд|вперед|наверх|распечатать|печать|версия для печати|отправить|копировать ссылку|скопировать ссылку
        |ссылка скопирована|ссылка|сохранить|подписаться|подпишитесь|подписывайтесь|войти|вход|регистрация|меню|поиск|главная
        |ответить|пожаловаться|слушать|смотреть|воспроизвести|видео|фото|загрузка|нравится|мне нравится|твитнуть|класснуть
        |вконтакте|одноклассники|фейсбук|твиттер|телеграм|вотсап|вставить|код вставлен в буфер обмена|нет комментариев
        |комментировать|обсудить|обновлено|опубликовано|источник
        |жарнама|жабу|көрсету|тағы|толығырақ|толық оқу|басып шығару|жазылу|жазылыңыз|кіру|тіркелу|мәзір|іздеу|басты бет|жауап беру
        |тыңдау|көру|бейне|видео|сурет|фото|сілтемені көшіру|жаңартылды|жарияланды|дереккөз
        """);

    private static readonly Regex Opener = Linear("""
        ^(?:
        (?:please\s)?(?:subscribe|sign\sup|signup)\s(?:to|for|here|now|our)\b
        |(?:click|tap)\shere\s(?:to|for)\b
        |(?:please\s)?follow\s(?:us|me|him|her|them|@|\S+(?:\s\S+)*\son\s(?:twitter|facebook|instagram|x|telegram|youtube|linkedin))
        |(?:like|find|join|connect\swith)\s(?:us|me)\son\b
        |get\s(?:the\slatest|our|more|all\sthe|breaking|unlimited|access)\s.*
            (?:newsletters?|inbox|e-?mails?|updates|app|subscri|delivered|stories|news)
        |get\s.*\b(?:delivered|inbox|newsletter)\b
        |(?:if\syou\senjoyed\sthis\s|sponsored\sby\s|have\syour\ssay)
        |.*\bmay\s(?:earn|receive|get)\s(?:an?\s|some\s)?(?:\S+\s)?commission
        |.*\bfollow\s(?:him|her|me|them|us)\son\s(?:twitter|facebook|instagram|x|telegram)\b
        |(?:\S+\s)?(?:additional\s)?(?:reporting|editing|writing|compiled|written|edited|reported)\s(?:and\s\S+\s)?by\s
        |.*\bcontributed\s(?:to\sthis\s(?:report|story|article)|reporting)
        |download\s(?:our|the)\s.*\bapp\b
        |have\s(?:a\s(?:news\s)?tip|your\ssay|you\sgot\sa\s(?:news\s)?(?:tip|story))\b
        |(?:this|our)\s(?:web)?site\s(?:uses|is\susing)\s(?:\S+\s)?cookies
        |media\splayback\sis\s
        |(?:sorry,\s)?your\sbrowser\sdoes\snot\ssupport
        |ваш\sбраузер\sне\sподдерживает
        |like\sthis\s(?:story|article|post)
        |(?:want|need)\smore\s.*\?\s
        |write\sto\s.*\sat\s\S+@
        |.*\bsubscri(?:be|ption)\b.*\b(?:magazine|newsletter|channel|publication|today|updates)\b
        |(?:image|photo)\svia\s
        |post\s(?:a\s)?comment
        |we\suse\s(?:our\sown\sand\s.*)?cookies
        |by\s(?:continuing|using)\s.*(?:cookies|terms|privacy)
        |you\smust\sbe\slogged\sin
        |(?:please\s)?(?:enable|turn\son)\sjavascript
        |(?:view|read|see|show|hide)\s(?:the\s|all\s)?(?:\d+\s)?comments?\b
        |(?:share|tweet|pin|email|print)\sthis\b
        |share\s(?:on|via|to)\s
        |copyright\s(?:©|\(c\)|\d{4}|@)
        |©\s?(?:copyright\s)?(?:\d{4}|amazon|getty)
        |all\srights\sreserved
        |(?:this\smaterial|this\sdocument)\s(?:may\snot\sbe\spublished|is\ssubject\sto\scopyright)
        |tell\sus\swhat\syou\sthink
        |(?:estimated\s)?(?:reading\stime|read\stime|time\sto\sread)\b
        |\d{1,3}\s?[-–]?\s?min(?:ute)?s?\s(?:read|watch)
        |(?:listen|watch)\s(?:to\s)?.*\blive\s(?:at|on)\b
        |support\s(?:our|independent)\s
        |подпи(?:шитесь|сывайтесь|саться|шись)\b
        |(?:следите|читайте|смотрите)\s(?:за\s)?(?:нас|нами|наш\S*|новост\S*)\s.*
            (?:telegram|телеграм|youtube|instagram|facebook|соцсет|дзен|whatsapp|вконтакте)
        |(?:наш|наши)\s(?:телеграм|telegram)
        |присоединяйтесь\s
        |ставьте\sлайк
        |нашли\s(?:ошибку|опечатку)
        |(?:если\s(?:вы\s)?(?:нашли|заметили|обнаружили)|заметили|увидели)\s.*(?:ошибк|опечатк|неточност)
        |выделите\s.*ctrl
        |(?:сайт|мы)\sиспольз(?:ует|уем)\s.*(?:cookie|куки)
        |все\sправа\sзащищены
        |(?:бізге|біздің|арнамызға|парақшамызға)\s.*(?:жазыл|тіркел|қосыл)
        |(?:telegram|instagram|facebook|youtube).*жазыл
        |барлық\sқұқық
        |қате\s(?:тапсаңыз|байқасаңыз)
        )
        """);

    private static readonly Regex ShortOpener = Linear("""
        ^(?:
        (?:first\s)?(?:published|posted|updated|last\supdated|last\smodified|created)(?:\s(?:on|at|by))?\s*:?\s.*\d
        |(?:photo|image|picture|file\sphoto|photograph|credit|photos?\sby|image\s(?:credit|source)|photo\s(?:credit|by))\s?[:/©]
        |(?:photo|image)\s(?:courtesy|by)\s.*$
        |by\s+\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}.'’-]+){1,3}$
        |(?:tags|filed\sunder|topics|categories|posted\sin)\s?:
        |(?:фото|иллюстрация|изображение|снимок|видео|инфографика|источник\sфото|автор\sфото|фотограф)\s?[:/©]
        |(?:автор|текст|подготовил[аи]?|редактор|корреспондент|теги|метки|рубрика|источник)\s?:\s.*$
        |(?:опубликовано|обновлено|дата\sпубликации|последнее\sобновление|время\sчтения)\b
        |(?:фото|сурет|видео|суретті\sтүсірген|автор|мәтін|дереккөз|тегтер|айдар)\s?:\s?.*$
        |(?:жарияланған|жаңартылған|жарияланды|жаңартылды)\b.*\d
        )
        """);

    private static readonly Regex Updated =
        Linear(@"^\W*(?:last\s)?(?:updated?|modified|edited|обновлен|изменен|дополнен|жаңартыл|өзгертіл)");

    private static readonly Regex PaperSection = Linear("""
        ^[\d.\sivx]*(?:
        introduction|methods?|materials\sand\smethods|results|discussion|conclusions?
        |введение|методы|результаты|обсуждение|заключение|выводы|кіріспе|қорытынды
        )\b
        """);

    private static readonly Regex LinksLabel = Linear("""
        ^(?:
        (?:more|related|latest|top|other|recent|popular|trending|recommended|similar|featured)\s.*
            (?:stories|news|articles|posts|coverage|reads|headlines|videos)
        |(?:другие|последние|похожие|популярные|свежие|главные|новые|ещё|еще|больше)\s.*
            (?:новости|новостей|статьи|статей|материалы|публикации|записи)
        |самые\s(?:популярные|читаемые|обсуждаемые)\b.*
        |(?:басқа|соңғы|ұқсас|танымал|өзекті|көп\sоқылған)\s.*(?:жаңалықтар|материалдар|мақалалар)
        )\s?:?$
        """);

    /// <summary>Only numbers and what they count: views, comments, shares, minutes, "3 hours ago", "1 of 6", a bare date or time.</summary>
    private static readonly Regex Counter = Linear("""
        ^(?:
        [\d\s.,:+k-]*\d[\d\s.,km+]*\s?(?:views?|comments?|shares?|likes?|reads?|replies
            |votes?|retweets?|followers|photos|images|comment\(s\))
        |(?:views?|comments?|shares?|просмотр\S*|комментари\S*|қаралды|көрілді|оқылды|қаралым)\s?[:(]?\s?[\d\s.,]+\)?
        |(?:(?:updated|published|posted)\s)?(?:about\s|an?\s)?\d*\s?(?:second|sec|minute|min|hour|hr|day|week|month|year)s?\sago
        |(?:just\snow|today|yesterday)(?:\s?(?:at|,)\s[\d:apm.\s]+)?
        |[\d\s.,]+\s(?:просмотр\S*|комментари\S*|прочтени\S*|лайк\S*|мин(?:ут\S*|\.)?(?:\sчтения)?)
        |(?:\d+\s)?(?:секунд\S*|минут\S*|час\S*|день|дня|дней|недел\S*|месяц\S*|год\S*|лет)\sназад
        |(?:сегодня|вчера|только\sчто|бүгін|кеше)(?:,?\s?(?:в\s)?\d{1,2}:\d\d)?
        |[\d\s.,]+\s(?:қаралым|көрілім|рет\s(?:қаралды|оқылды|көрілді)|пікір)
        |\d+\s(?:секунд|минут|сағат|күн|апта|ай|жыл)\sбұрын
        |(?:image|photo|slide|фото|слайд|сурет)\s\d+\s?(?:of|/|из)\s?\d+
        |\d{1,2}[./]\d{1,2}[./]\d{4}\s?[-–|,]\s.*[^.!?…]
        |.*\b(?:updated|published|posted|обновлено|опубликовано|жарияланған|жаңартылған)\s?:\s?.*\d{4}.*[^.!?…]
        |\d{1,3}\s?(?:of|/|из|-)\s?\d{1,3}(?:\s(?:of|из)\s\d{1,3})?
        |\d{1,2}[./]\d{1,2}[./]\d{2,4}(?:,?\s?\d{1,2}:\d{2}(?::\d\d)?)?
        |(?:\d{1,2}:\d{2},?\s)?\d{1,2}\s\p{L}+\.?,?\s\d{4}(?:\s?(?:г\.?|года|ж\.?|жыл\S*))?(?:,?\s(?:в\s|at\s)?\d{1,2}:\d{2})?
        |(?:\p{L}+\.?,?\s)?\p{L}+\.?\s\d{1,2},\s\d{4}(?:,?\s(?:at\s)?\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?)?(?:\s\p{Lu}{2,4})?)?
        |[\d\s.,:%+−±$€₽₸↑↓-]+
        )$
        """);

    private static readonly Regex Pointer = Linear("""
        ^[\s>»→•*\[(-]*(?:
        (?:read|see|watch|listen|also|and)\s(?:more|also|next|now|our|this|on)\b.*?[:»>|]
        |(?:read|also|more|related|watch|see|see\smore|see\salso|read\smore|read\snext|also\sread|recommended
            |don['’]t\smiss|up\snext|more\son\s.*|more\sfrom\s.*
            |related\s(?:story|stories|articles?|news|coverage|links?|video|reading).*)\s?[:»>|]
        |don['’]t\smiss\b
        |(?:read|see)\smore\s(?:at|on|about|from|in|here)\b
        |read\s(?:more|also)\b
        |(?:читайте|читать|смотрите|смотреть|подробнее|см\.|слушайте)\s(?:также|ещё|еще|далее|по\sтеме|подробнее|об\sэтом)
        |(?:читайте|читать|по\sтеме|ранее\sпо\sтеме|подробнее|рекомендуем)\s?:
        |материал(?:ы)?\sпо\sтеме
        |(?:тағы|сондай-ақ|толығырақ)\s(?:да\s)?(?:оқыңыз|оқи|көріңіз|қараңыз)
        |(?:оқыңыз|оқи\sотырыңыз|тақырып\sбойынша|осы\sтақырыпта)\s?:?
        )
        """);

    private static readonly Regex Correction = Linear("""
        ^[\s*\[(]*(?:
        (?:correction|corrections|clarification|editor['’]?s['’]?\snote|update|updated|amendment
            |this\s(?:article|story|post|report|piece)\s(?:was|has\sbeen)\s(?:amended|corrected|updated|edited|changed))\b.*?[:,(–—-]
        |(?:this|an\searlier\sversion\sof\sthis)\s(?:article|story|post|report|piece)\b.*
            \b(?:amended|corrected|updated|incorrectly|misstated)
        |(?:исправлен(?:о|ие)|уточнение|поправка|обновлено|обновление|дополнено|от\sредакции|примечание\sредакции)\s?[:.(]
        |(?:түзету|нақтылау|жаңартылды|редакциядан)\s?[:.(]
        )
        """);

    /// <summary>Lines are hostile text: the time to match is linear in their length.</summary>
    private static Regex Linear(string pattern) => new(
        pattern,
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant);

    private static FrozenSet<string> Split(string phrases) =>
        phrases.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Bare).ToFrozenSet(StringComparer.Ordinal);
}
