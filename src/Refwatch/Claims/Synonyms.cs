namespace Refwatch.Claims;

/// <summary>Words that editors put for one another without changing what a claim says.</summary>
internal static class Synonyms
{
    private static readonly Lexicon.Table Groups = Lexicon.Of("""
        say: said says stated told declared announced reported added noted explained remarked claimed according сказал* заявил* сообщил* рассказал* отметил* добавил* айтты деді мәлімдеді хабарлады
        use: use uses used using employ employs employed utilize utilized apply applied исполь* примен* қолдан*
        show: show shows showed shown showing demonstrate* indicat* reveal* illustrat* present* given display* показ* демонстр* көрсет*
        get: get gets got obtain* receiv* gained attracted acquir* получ* алды алған
        buy: buy buys bought purchas* acquired купил* приобр* сатып
        need: need needs needed require* requir* necessary нужн* требу* необходим* керек қажет
        also: also moreover furthermore additionally besides likewise addition также кроме вдобавок сондай-ақ
        but: however nevertheless nonetheless though although yet whereas while впрочем однако алайда дегенмен
        so: thus therefore hence consequently accordingly поэтому следовательно сондықтан
        because: because since due owing поскольку из-за
        begin: begin begins began begun start* launch* commenc* initiat* нача* приступ* баста*
        end: end ends ended finish* conclud* complet* заверш* законч* оконч* аяқта*
        big: big large huge major great significant substantial considerable больш* крупн* огромн* значительн* үлкен ірі
        small: small little minor tiny slight маленьк* небольш* незначительн* кіші шағын
        many: many numerous multiple lots several number various много многие многочисленн* несколько ряд көп көптеген бірнеше
        about: about approximately roughly around nearly almost some около примерно приблизительно почти шамамен жуық
        help: help helps helped helping aid assist* support* помог* помощ* содейств* көмек*
        problem: problem problems issue issues difficult* проблем* трудност* мәселе*
        people: people persons individuals residents inhabitants люди людей лиц жител* адам* тұрғын*
        reporter: reporter* journalist* correspondent* журналист* корреспондент* репорт* тілші*
        lawyer: lawyer* attorney* counsel solicitor* адвокат* защитник* юрист* қорғаушы*
        police: police officers полици* правоохран* полицей*
        official: official* authorit* чиновник* власт* шенеунік* билік
        company: company companies firm firms corporation business компани* фирм* предприяти* кәсіпорын*
        government: government* administration cabinet правительств* кабмин* үкімет*
        country: country state nation стран* государств* ел мемлекет*
        house: house home residence дом жилище үй
        child: child children kid kids minors дет* ребен* ребят* бала*
        car: car cars vehicle* automobile* машин* автомобил* көлік*
        road: road highway route дорог* трасс* шоссе жол
        live: live lives lived living reside* dwell* жив* прожива* жил* тұрады тұрып
        see: see sees saw seen witness* observ* notic* видел* увид* наблюд* көрді
        think: think thinks believe* consider* regard* suppose* счита* дума* полага* ойлайды санайды
        investigate: investigat* looking probe* examin* inquir* изуча* расслед* провер* тексер* тергеу*
        conduct: conduct* carr* carried perform* провод* провел* осуществ* жүргіз*
        happen: happen* occur* произош* случил* болды
        build: build* built construct* erect* постро* возвед* строит* сал*
        area: area areas region regions district zone место район* област* аймақ* аудан*
        work: work works worked working functions operate* работа* труд* жұмыс*
        way: way manner method approach способ* метод* образ* тәсіл*
        part: part parts portion share часть части доля бөлік*
        quick: quick* fast rapid* swift* быстр* скор* жылдам тез
        important: important key crucial essential vital важн* ключев* маңызды
        different: different various distinct diverse разн* различн* әртүрлі
        whole: whole entire total full complete весь целый полный бүкіл толық
        main: main primary principal chief leading глав* основн* басты негізгі
        former: former previous earlier прежн* предыдущ* бұрынғы алдыңғы
        allow: allow* permit* enabl* let lets позвол* разреш* рұқсат*
        choose: choos* chose select* pick* elect* выбр* избр* таңда*
        become: become* became turn* стал* превра* айналды
        include: includ* contain* compris* consist* включ* содерж* қамти*
        remain: remain* stay* continu* оста* продолж* қалды жалғас*
        make: make* made produc* creat* generat* сдела* созда* произв* жаса*
        possible: possible feasible возможн* мүмкін
        difference: difference* distinction отлич* разниц* различ* айырма*
        """, longestEnding: 6);

    /// <summary>Whether both words are known and mean much the same.</summary>
    public static bool Are(string left, string right) => Groups.Find(left) is { } group && group == Groups.Find(right);
}
