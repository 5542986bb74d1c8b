namespace Refwatch.Claims;

/// <summary>
/// Words on which news turns, by what they say happened. Replacing one by another of a different line changes the claim; within a line it
/// only rewords it. Words that the table does not know are judged by <see cref="ClaimComparison"/>'s general rules.
/// </summary>
internal static class Predicates
{
    private static readonly Lexicon.Table Meanings = Lexicon.Of("""
        arrest: arrest* detain* apprehended арест* задерж* қамау* ұста* тұтқында*
        release: releas* freed liberated освобод* отпуст* отпущен* босат*
        charge: charg* accus* indict* обвин* айыпта*
        convict: convict* guilty осудил* осужд* виновн* сотта*
        acquit: acquit* exonerat* innocent cleared оправда* невинов* ақтал*
        sentence: sentenc* приговор* үкім*
        kill: kill* died dies dead deaths slain погиб* убит* убил* убий* умер* скончал* смерт* өлді өлтір* қаза
        injure: injur* wound* hurt ранен* ранил* пострада* жарала* жарақат*
        survive: surviv* rescued saved спас* выжил* құтқар*
        deny: denie* denied deny denying reject* refus* refut* отриц* отверг* отказ* опроверг* отклон* теріске қабылдама*
        confirm: confirm* admit* acknowledg* accept* agreed подтверд* призна* приня* соглас* мойында* растады қабылда*
        approve: approv* endors* adopted одобр* мақұлда*
        allow: allow* permit* legali* разреш* позвол* рұқсат*
        forbid: ban banned bans forbid* prohibit* outlaw* запре* тыйы* тыйды
        rise: rise* rose risen increas* grew grow* climb* gained soar* вырос* растёт растет рост увелич* повыс* өст* артты көбей*
        fall: fall* fell declin* decreas* drop* plung* lost shrank упал* сниз* сократ* уменьш* паден* төменде* азай* құлды*
        begin: began begin* start* launch* нача* начал* начн* баста*
        end: ended ends finish* stopped ceased заверш* законч* оконч* прекрат* аяқта* тоқтат*
        win: won wins victor* beat defeated выигр* побед* жең*
        lose: loses losing проигр* поражен* жеңіл* ұтыл*
        open: opened opens reopened откры* ашылды
        close: closed closes shut закры* жабыл*
        hire: hired appoint* назнач* наня* тағайында*
        fire: fired sacked dismiss* уволи* уволен* шығарыл*
        marry: married wed женат* замуж*
        divorce: divorc* развед* развел*
        before: before prior до дейін бұрын
        after: after following после кейін соң
        more: more above over больше более свыше астам артық
        less: less fewer below under меньше менее кем төмен
        all: all every entire все всех весь бәрі барлық
        some: some several few несколько некоторые некоторых кейбір бірнеше
        most: most majority большинство көпшілігі
        north: north northern север* солтүстік*
        south: south southern юг южн* оңтүстік*
        east: east eastern восток* восточн* шығыс*
        west: west western запад* батыс*
        former: former ex бывш* экс бұрынғы
        current: current incumbent нынешн* действующ* қазіргі
        he: he him his он его ему
        she: she her hers она ее ей
        theft: theft robbery stole* кража краже кражи ограблен* ұрлық*
        murder: murder* homicide убийств* кісі
        legal: legal lawful законн* заңды
        illegal: illegal unlawful незаконн* заңсыз
        success: succeeded success* удал* сәтті
        failure: failed failure fails неуда* провал* сәтсіз
        """, longestEnding: 5);

    /// <summary>What a word says happened; null when the table does not know it.</summary>
    public static string? Meaning(string word) => Meanings.Find(word);

    /// <summary>Whether both words are known and say different things.</summary>
    public static bool Differ(string left, string right) =>
        Meaning(left) is { } before && Meaning(right) is { } after && before != after;
}
