using Refwatch.Claims;

namespace Refwatch.Citing;

/// <summary>Countries and cities whose names in English, Russian and Kazakh do not become one by romanising them: Sweden is Швеция.</summary>
internal static class PlaceNames
{
    // Forms are given in full where a stem begins surnames or first names too: Литвинов, Германов, Франциск, Москвин.
    private static readonly Lexicon.Table Places = Lexicon.Of("""
        austria: austria austrian* австрия австрии австрию австрией австрийск*
        belgium: belgium belgian* бельгия бельгии бельгию бельгией бельгийск*
        china: china chinese китай китая китае китаю китаем китайск* қытай*
        croatia: croatia croatian* хорватия хорватии хорватию хорватией хорватск*
        cyprus: cyprus cypriot* кипр кипра кипре кипром кипрск*
        czechia: czech czechia чехия чехии чехию чехией чешск*
        denmark: denmark danish дания дании данию данией датск*
        egypt: egypt egyptian* египет египта египте египту египетск* мысыр*
        england: england english англия англии англию англией английск* ағылшын*
        estonia: estonia estonian* эстония эстонии эстонию эстонией эстонск*
        finland: finland finnish финляндия финляндии финляндию финляндией финск*
        france: france french франция франции францию францией французск* франция*
        georgia: georgia georgian* грузия грузии грузию грузией грузинск* грузия*
        germany: germany german germans германия германии германию германией немецк* германия*
        greece: greece greek greeks греция греции грецию грецией греческ* грекия*
        hungary: hungary hungarian* венгрия венгрии венгрию венгрией венгерск* мажарстан*
        india: india indian indians индия индии индию индией индийск* үндістан*
        ireland: ireland irish ирландия ирландии ирландию ирландией ирландск*
        italy: italy italian* италия италии италию италией итальянск* италия*
        japan: japan japanese япония японии японию японией японск* жапон*
        jordan: jordan jordanian* иордания иордании иорданию иорданией иорданск*
        kazakhstan: kazakhstan* казахстан* қазақстан*
        kyrgyzstan: kyrgyzstan* киргизия киргизии киргизию киргизией киргизск* кыргызстан* қырғызстан*
        latvia: latvia latvian* латвия латвии латвию латвией латвийск* латышск*
        lithuania: lithuania lithuanian* литва литвы литве литву литвой литовск*
        netherlands: netherlands dutch голландия голландии голландию голландией голландск* нидерланд* нидерландск*
        norway: norway norwegian* норвегия норвегии норвегию норвегией норвежск* норвегия*
        poland: poland polish польша польши польше польшу польшей польск* польша*
        portugal: portugal portuguese португалия португалии португалию португалией португальск*
        romania: romania romanian* румыния румынии румынию румынией румынск*
        russia: russia russian russians россия россии россию россией российск* ресей*
        spain: spain spanish испания испании испанию испанией испанск* испания*
        sweden: sweden swedish швеция швеции швецию швецией шведск* швеция*
        switzerland: switzerland swiss швейцария швейцарии швейцарию швейцарией швейцарск* швейцария*
        tajikistan: tajikistan* таджикистан* тәжікстан*
        turkey: turkey turkish турция турции турцию турцией турецк* түркия*
        turkmenistan: turkmenistan* туркменистан* туркмения туркмении туркмению туркменией түрікменстан*
        ukraine: ukraine ukrainian* украин*
        uzbekistan: uzbekistan* узбекистан* өзбекстан*
        athens: athens афины афин афинах афинам афинск*
        beijing: beijing пекин пекина пекине пекину пекином пекинск* бейжің*
        belgrade: belgrade белград*
        brussels: brussels брюссел*
        cairo: cairo каир каира каире каирск*
        copenhagen: copenhagen копенгаген*
        damascus: damascus дамаск*
        geneva: geneva женев*
        hague: hague гаага гааги гааге гаагу гаагск*
        istanbul: istanbul стамбул* ыстамбұл* стамбұл*
        jerusalem: jerusalem иерусалим*
        kyiv: kyiv kiev киев киева киеве киеву киевом киевск*
        lisbon: lisbon лиссабон*
        mecca: mecca мекка мекки мекке мекку меккеге
        moscow: moscow москва москвы москве москву москвой московск* мәскеу*
        munich: munich мюнхен*
        naples: naples неаполь неаполя неаполе неаполитанск*
        paris: paris parisian* париж парижа париже парижск* парижде парижге
        prague: prague прага праги праге прагу пражск*
        rome: rome рим рима риме римом римск*
        tashkent: tashkent* ташкент*
        urumqi: urumqi урумчи үрімжі*
        venice: venice венеция венеции венецию венецией
        vienna: vienna вена вены вене вену веной венск*
        warsaw: warsaw варшав*
        xinjiang: xinjiang* синьцзян* шыңжаң*
        """);

    /// <summary>What a word of a name is in any of the languages; null when romanising it tells that, or it is no place known here.</summary>
    public static string? Find(string word) => word.Length < 3 ? null : Places.Find(word);
}
