namespace Refwatch.Verdicts;

/// <summary>
/// The words in which a site speaks of itself: of its pages, addresses, domain and hosting. They are those of the notices'
/// phrases, and the few that stand beside them. A page with no other words on it has nothing that could have been cited.
/// </summary>
internal static class Vocabulary
{
    /// <summary>Shorter words are mostly articles, prepositions and pronouns, in all languages alike.</summary>
    private const int ShortestWord = 4;

    private static readonly string[] Upkeep =
    [
        "account*|accredited|added|addition*|administrator*|advertis*|appear*|available|back|billing|bookmark*|brand*|browse*|browser*|button|buyer*|change*|choose|click*|configur*|congratulations|connect*|console|content*|control|copyright|correct*|could|create*|current*|database|default|delegat*|deploy*|directory|disclaimer|display*|docs|documentation|domain*|email*|errors|existing|explore|feel|files|folder|following|free|front|happen*|help*|here|home*|homepage|host*|hosting|sign|hear|stay|tuned|details|icann|require*|identifier|incorrect|reasons|center|centre|customi*|learn|nameserver*|claim*|mapped|know|caused|inconvenience|possible|however|html|http|https|immediately|index*|inform*|install*|instead|instructions|internet|language|latest|link*|load*|locat*|login|maintain*|manage*|menu|minutes|mistake*|more|name*|navigat*|network|newly|notify|offer*|online|owner*|panel|payment*|plan|plans|please|portal|price*|privacy|problem*|protection|provider*|public|publish*|reach*|ready|redirect*|regist*|registrar*|related|relationship|reload|renew*|replace*|report*|request*|rese*|return*|root|running|safe*|search*|section|secure|server*|service*|setting*|setup|shop|show*|site*|soon|sponsored|start*|subdomain|subscri*|success*|suggest*|support*|sure|thank*|trademark*|transfer*|trying|typed|typing|unfortunately|upload*|using|valid|verif*|version|visit*|visitor*|wait*|want*|webpage|website*|welcome|whois|wrong|your|yourself",
        "ошибок|идентификатор*|пополн*|выключ*|истек*|баланс*|воспольз*|внимание|обнаруж*|настрой*|адрес*|аккаунт*|администр*|баланс*|блог*|браузер*|будет|введ*|верн*|веб*|версия|включ*|владел*|возможн*|вопрос*|восстанов*|временн*|выбер*|главн*|готов*|данн*|действи*|директори*|добавл*|добро|документ*|домен*|дополнительн*|доступ*|друг*|загруз*|зайд*|заказ*|закладк*|закрыт*|запис*|запрашива*|запрос*|зарегистр*|здесь|знает*|извините|измен*|имени|имеет*|имя|интернет*|информац*|использ*|исправ*|кабинет*|каталог*|клиент*|кнопк*|компан*|конструктор*|контакт*|контент*|купить|личн*|меню|может*|можно|набор*|набран*|навигац*|назад|найти|напишите|наш*|недавно|необходим*|неправильн*|неудобства|новости|новый|нужн*|обновл*|обрат*|обслуж*|ознаком*|оплат*|опублик*|откр*|ошибк*|панел*|папк*|перейд*|перейти|перемещ*|переимен*|переход*|плат*|поддержк*|подключ*|пожалуйста|поздравля*|поиск*|показа*|покуп*|пользова*|помощ*|попроб*|попыт*|портал*|посет*|постоянн*|появ*|почт*|правильн*|предлож*|привяз*|привет*|приветств*|причин*|провайдер*|провер*|продл*|проект*|работ*|размещ*|раздел*|регистр*|редакц*|ресурс*|сайт*|свой|связ*|сервер*|сервис*|скоро|следующ*|случа*|создан*|создать|сожалению|сообщ*|спасибо|срок*|ссылк*|стоимост*|страниц*|существ*|счет*|тариф*|текущ*|тема*|управлен*|услуг*|успешно|устан*|файл*|хостинг*|хотите|цена|через|чтобы|этот|этого",
        "ескі*|келген*|келдіңіз|боларсыз|ауыс*|өтіңіз|оқы*|бастап|болар|идентификатор*|іздеге*|теріп|жарияла*|сақтал*|жойыл*|ақпарат*|аккаунт*|атау*|басты|баптау*|басқа|браузер*|бұрын|дұрыс|домен*|жазба*|жаңа*|жарамды|жасал*|жеке|жерде|жүкте*|жүйе*|жіберіңіз|іздеу|иесі*|кабинет*|кеңес*|кешіріңіз|көріңіз|көшіріл*|қазір|қайта*|қате*|қолда*|қосыл*|құжат*|құттықтаймыз|мақала*|материал*|мекенжай*|мүмкін|немесе|осында|оралу|оралыңыз|өзгер*|өкінішке|парақ*|пайдалан*|панель*|провайдер*|сайт*|сервер*|сервис*|сәтті|сілтеме*|сұра*|таба|табыл*|теріңіз|тексер*|тіркел*|төле*|түсіріл*|файл*|хостинг*|шот*|ықтимал",
    ];

    /// <summary>Words of four letters and more that say nothing by themselves.</summary>
    private static readonly HashSet<string> Function =
    [
        .. "about after again against also anymore anything around because been before being below between both came come doing does done down each either even ever every from further gone goes have having hence hers hers herself himself into itself less let's many might mine most much must myself near neither never none nothing once only onto other others otherwise ours ourselves over perhaps probably quite rather really same shall should since some something somethings somewhere soon such than that their theirs them then there therefore these they this those though through together toward towards under unless until upon very well were weren't what when where which while whom whose will with within without would youre youve dont doesnt didnt cant cannot couldnt wont isnt arent wasnt hasnt havent its thats theres heres whats lets oops whoops sorry".Split(' '),
        .. "более больше будто была были было быть вами ваша ваше ваши вашего вашей ведь весь вместо вовсе вообще впрочем всегда всего всей всем всех даже долго если есть зато иногда из-за именно какая какой когда который которая которое которые которую которой кроме куда либо лишь между меня много могут мочь надо наконец нами наша наше наши него нельзя нет ниже никогда ничего однако около он она они опять очень перед под пока после потом потому почти просто прямо разве сама сами само самый свою себе себя сейчас снова собой совсем также такая такие такой там тебе тебя теперь того тоже только тому уже хорошо хоть часто чего чем чему через эта эти это этой этом этого эту".Split(' '),
        .. "арқылы алайда бойынша болса болды болуы болып болған болады біздің бірақ дейін емес ешқандай кейін керек қана қалай қайда мұнда сондай сіздің сіз тағы туралы үшін және яғни осы бұл сол мен пен бен".Split(' '),
    ];

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal);

    private static readonly Dictionary<char, string[]> Stems;

    static Vocabulary()
    {
        PhraseBook[] books = [Absence.Statements, Absence.Sentences, SoftErrorPhrases.Trouble, SoftErrorPhrases.WaysBack, Placeholders.Headlines, Placeholders.Sentences, Parking.Headlines, Parking.Sentences];
        List<string> stems = [];
        foreach (var word in books.SelectMany(static book => book.Sources).Concat(Upkeep).SelectMany(static source => source.Split(' ', '|')).Select(WordList.Fold))
        {
            if (word is [.., '*'])
            {
                stems.Add(word[..^1]);
            }
            else
            {
                Words.Add(word);
            }
        }

        Stems = stems.Distinct(StringComparer.Ordinal).GroupBy(static stem => stem[0]).ToDictionary(static group => group.Key, static group => group.ToArray());
    }

    /// <summary>The words of a text that count: no numbers, no function words.</summary>
    public static IEnumerable<string> Content(WordList words) =>
        words.All.Where(static word => word.Length >= ShortestWord && char.IsLetter(word[0]) && !Function.Contains(word));

    /// <summary>Is it a word in which sites speak of themselves?</summary>
    public static bool Holds(string word) =>
        Words.Contains(word) || SoftErrorPhrases.Fillers.Contains(word)
        || (Stems.TryGetValue(word[0], out var stems) && Array.Exists(stems, stem => word.StartsWith(stem, StringComparison.Ordinal)));
}
