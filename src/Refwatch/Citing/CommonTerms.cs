using System.Collections.Frozen;
using Refwatch.Claims;

namespace Refwatch.Citing;

/// <summary>Words by their meaning, so that an English sentence can be held against a Russian or a Kazakh one.</summary>
internal static class CommonTerms
{
    private static readonly Lexicon.Table CountedThings = Lexicon.Of("""
        person: people person persons человек людей люди адам*
        inhabitant: inhabitant* resident* population жител* населен* тұрғын* халық*
        worker: worker* employee* employ* workforce рабоч* работник* сотрудник* работа* жұмысшы* қызметкер* жұмыс*
        child: child* kids ребен* детей дети бала балалар*
        student: student* pupil* студент* учени* школьник* оқушы* студент* шәкірт*
        family: famil* семей* семь* отбас* жанұя*
        victim: victim* жертв* құрбан*
        house: house* home* дом дома домов домам үй үйлер*
        building: building* здани* ғимарат*
        village: village* село села деревн* аул* ауыл*
        town: town* city cities город* қала*
        country: countr* state* стран* государств* ел елдер* мемлекет*
        school: school* школ* мектеп* мектеб*
        car: car cars vehicle* автомобил* машин* көлік* автокөлік*
        train: train* поезд* пойыз*
        book: book* книг* кітап* кітаб*
        page: page* страниц* бет беттік
        item: item* object* exhibit* предмет* экспонат* жәдігер*
        song: song* песн* песен* ән әндер*
        concert: concert* концерт*
        film: film* movie* фильм* кино*
        video: video* видео* бейне*
        coin: coin* монет* тиын*
        species: species вид вида видов түр түрі түрлер*
        bird: bird* птиц* құс құстар*
        fish: fish* рыб* балық*
        tree: tree* дерев* ағаш*
        lake: lake* озер* көл көлд* көлдің
        bridge: bridge* мост* көпір*
        plant: plant* factory завод* фабрик* зауыт*
        road: road* дорог* жол жолд*
        museum: museum* музе* мұражай*
        court: court* суд суда судом соты сот
        prison: prison* jail* тюрьм* түрме*
        camp: camp camps лагер* лагерь*
        police: police* полици* полиция*
        party: party parties партия партии партию партияс*
        election: election* выбор* сайлау*
        vote: vote* голос* дауыс*
        fine: fine fines fined штраф* айыппұл*
        cost: cost* стоимост* стоил* обош* құны шығын* жұмсал*
        prize: prize* award* преми* наград* сыйлы* жүлде* марапат*
        kilometre: km kilometre* kilometer* км километр* шақырым*
        metre: m metre* meter* м метр*
        area: square км² km² м² квадратн* шаршы
        birth: born birth роди* рожд* туған туыл*
        design: design* architect* спроектир* архитектор* жоба* сәулет*
        director: director* head headed heads leads leader директор* глава руковод* возглав* басшы* директор* басқар* меңгеруші*
        found: found founded founder* основа* учред* негізін құрыл*
        move: moved moves emigrat* переех* уеха* көшіп көшті
        study: studied study research* исследова* изуч* зертте*
        explosion: explosion* exploded blast* взрыв* жарылы*
        repair: repair* renovat* restor* ремонт* реставр* жөнде*
        asylum: asylum* убежищ* баспана*
        declare: declar* proclaim* объяв* провозгла* жариялан*
        """);

    // They tell how two sentences place or measure a thing, not what they speak of.
    private static readonly FrozenSet<string> Vague = Lexicon.Words("before after more less all some most former current he she north south east west");

    private static readonly FrozenSet<string> Weak = Lexicon.Words("""
        said says say told tells tell according reported year years month months day days time times people new first last since made make also
        сказал сказала сказали заявил заявила сообщил сообщила рассказал рассказала году год года годы лет время день дней дня человек людей новый новая первый
        айтты деген жылы жыл жылдың жылдан күні күн уақыт адам адамдар жаңа алғашқы қазір
        """);

    /// <summary>What a word says happened or names, the same in all languages; null when it is not known.</summary>
    public static string? Concept(string word)
    {
        var meaning = Predicates.Meaning(word) ?? CountedThings.Find(word);
        return meaning is null || Vague.Contains(meaning) || Weak.Contains(word) ? null : meaning;
    }

    /// <summary>What a number counts that stands before the word; null when it is not known.</summary>
    public static string? Counted(string word) => CountedThings.Find(word);

    public static bool SaysLittle(string word) => Weak.Contains(word);

    public static bool IsSameWord(string left, string right) => left == right || Inflection.SameLemma(left, right);

    /// <summary>Whether two romanised words of names are one: equal, or apart by a case ending ("bilash", "bilasha"; "moskva", "moskvy").</summary>
    public static bool IsSameName(string left, string right)
    {
        if (left == right)
        {
            return true;
        }

        var common = left.AsSpan().CommonPrefixLength(right);
        return common >= 4 && IsEnding(left.AsSpan(common)) && IsEnding(right.AsSpan(common));
    }

    private static bool IsEnding(ReadOnlySpan<char> rest) => rest.Length == 0 || (rest.Length <= 3 && rest[0] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y');
}
