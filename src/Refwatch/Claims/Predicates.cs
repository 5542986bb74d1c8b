namespace Refwatch.Claims;

/// <summary>
/// Words on which news turns, by what they say happened. Replacing one by another of a different line changes the claim; within a line it
/// only rewords it. Words that the table does not know are judged by <see cref="ClaimComparison"/>'s general rules.
/// </summary>
internal static class Predicates
{
    // What happened, and what somebody no longer or not fully is: to say so, or no longer, changes the claim as well.
    private static readonly Lexicon.Table Events = Lexicon.Of("""
        arrest: arrest* detain* apprehended арест* задерж* қамау* ұсталды ұстады тұтқында*
        release: releas* freed liberated освобо* отпуст* отпущен* босат*
        charge: charged accus* indict* обвин* айыпта*
        convict: convict* guilty осудил* осужд* виновн* сотта*
        acquit: acquit* exonerat* innocent оправда* невинов* ақтал*
        kill: kill* died dies dead slain погиб* убит* убил* умер умерл* скончал* өлді өлтір* қаза
        injure: injur* wounded ранен* ранил* пострада* жаралан* жарақат*
        survive: surviv* rescued спас спасл* спасен* выжил* құтқар*
        murder: murder* homicide убийств*
        theft: theft robbery stole stolen краж* ограблен* украл* ұрлық* ұрлады
        rape: rape* изнасилован* зорла*
        torture: tortur* пытк* пытал* азапта*
        deny: denie* deny denying reject* refus* refut* отриц* отверг* отказ* опроверг* отклон* теріске
        confirm: confirm* admit* acknowledg* подтверд* призна* мойында* растады
        approve: approv* endors* одобр* мақұлда*
        ban: ban banned bans forbid* prohibit* outlaw* запре* тыйды тыйым
        allow: allow* permit* legaliz* разреш* позвол* рұқсат*
        hire: hired appoint* назнач* наня* тағайында*
        fire: fired sacked dismiss* уволи* уволен*
        resign: resign* отставк*
        marry: married wed женат* замуж*
        divorce: divorc* развед* развелся развелась
        win: won wins victor* выигр* побед* жеңді жеңіске
        lose: defeated loses losing проигр* поражен* жеңілді ұтыл*
        found: founded основал* основан* құрды құрған
        former: former бывш* экс бұрынғы
        acting: acting исполняющ* уақытша
        deputy: deputy vice заместител* вице орынбасар*
        leave: left leaves покинул* ушел ушла ушли кетті
        """, longestEnding: 5);

    // They exclude each other, but come and go without changing much.
    private static readonly Lexicon.Table Contrasts = Lexicon.Of("""
        accept: accept* agreed соглас* принял* қабылда*
        say: said says stated told declared announced reported сказал* заявил* сообщил* айтты деді мәлімдеді хабарлады
        search: searching search seek seeking looking hunting ищет ищут разыскива* ищутся іздеп іздеуде
        rise: rise rises rising rose risen increas* grew grow* climb* gained soar* вырос* расти растет рост увелич* повыс* өсті өсуі артты көбей*
        fall: fall falls falling fell declin* decreas* drop* plung* shrank упал* снизи* сниже* сократ* сокращ* уменьш* паден* төменде* азай* құлды*
        begin: began begin* start* launch* нача* начн* баста*
        end: ended ends finish* stopped ceased заверш* законч* оконч* прекрат* аяқта* тоқтат*
        open: open opened opens reopened откры* ашылды ашық
        close: closed closes shut закры* жабыл* жабық
        sentence: sentenc* приговор* үкім*
        before: before prior до дейін бұрын
        after: after following после кейін соң
        more: more больше более свыше астам артық
        less: less fewer меньше менее кем
        all: all every entire все всех весь бәрі барлық
        some: some several few несколько некоторые некоторых кейбір бірнеше
        most: most majority большинство көпшілігі
        none: none ни
        north: north northern север* солтүстік*
        south: south southern юг южн* оңтүстік*
        east: east eastern восток* восточн* шығыс*
        west: west western запад* батыс*
        left: влево левый левой левая сол
        right: вправо правый правой правая оң
        current: current incumbent нынешн* действующ* қазіргі
        new: new newly новы* новая новое новой жаңа
        he: he him his
        she: she her hers она ее
        man: man men мужчин* ер
        woman: woman women женщин* әйел*
        boy: boy boys мальчик*
        girl: girl girls девочк* девушк*
        brother: brother brothers брат брата братья братьев аға ағасы іні
        sister: sister sisters сестр* әпке* апасы қарындас*
        father: father отец отца әке* әкесі
        mother: mother мать матери ана анасы шеше*
        son: son sons сын сына сыновья ұлы
        daughter: daughter daughters дочь дочери қызы
        cousin: cousin cousins
        city: city cities town towns город города городах городов қала* қаласы
        village: village villages село селе села деревн* ауыл*
        legal: legal lawful законн* заңды
        illegal: illegal unlawful незаконн* заңсыз
        success: succeeded success* удалось удачн* сәтті
        failure: failed failure fails неуда* провал* сәтсіз
        stable: stable стабильн* удовлетворительн* тұрақты
        critical: critical critically критическ* ауыр
        alive: alive живой живым живы жив тірі
        safe: safe safely безопасн* қауіпсіз*
        dangerous: dangerous опасн* қауіпті
        rich: rich richer richest wealthy богат* бай
        poor: poor poorer poorest бедн* кедей
        young: young younger youngest молод* жас
        old: old older oldest elderly пожил* стар* кәрі
        high: high higher highest высок* жоғары
        low: low lower lowest низк* төмен
        large: large larger big bigger largest biggest major huge крупн* больш* огромн* үлкен ірі
        small: small smaller smallest little minor мал маленьк* небольш* кіші шағын
        early: early earlier earliest раньше рано ерте
        late: late later latest позже поздно кеш
        day: daytime днем күндіз
        night: night ночь ночи ночью түн түнде түні
        white: white бел* ақ
        black: black черн* қара
        red: red красн* қызыл
        green: green зелен* жасыл
        blue: blue син* голуб* көк
        yellow: yellow желт* сары
        true: true правда правду правдив* шындық шын
        false: false ложь ложн* лжи жалған өтірік
        war: war война войны войну соғыс*
        peace: peace мир мира бейбіт*
        friend: friend* ally allies друг друз* союзник* дос*
        enemy: enem* враг* противник* жау*
        buy: bought buys buying purchas* купил* покуп* сатып
        sell: sold sells selling продал* прода* сатты
        best: best лучш*
        worst: worst худш*
        public: public публичн* ашық жария
        private: private частн* жеке
        voluntary: voluntar* willingly добровольн* ерікті
        forced: forced forcibly принудительн* насильн* мәжбүрлі*
        """, longestEnding: 4);

    /// <summary>What a word says; null when the tables do not know it.</summary>
    public static string? Meaning(string word) => Events.Find(word) ?? Contrasts.Find(word);

    /// <summary>Whether a word says what happened.</summary>
    public static bool IsEvent(string word) => Events.Find(word) is not null;

    /// <summary>Whether both words are known and say different things.</summary>
    public static bool Differ(string left, string right) =>
        Meaning(left) is { } before && Meaning(right) is { } after && before != after;
}
