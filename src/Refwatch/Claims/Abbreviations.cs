using System.Collections.Frozen;

namespace Refwatch.Claims;

/// <summary>Words that a full stop may follow without ending the sentence, in English, Russian and Kazakh. Lower case, without the last stop.</summary>
internal static class Abbreviations
{
    /// <summary>Titles and connectives: something always follows, so they never end a sentence.</summary>
    public static readonly FrozenSet<string> NeverLast = Words("""
        mr mrs ms messrs mx dr prof rev fr hon gen lt col maj capt cmdr adm sgt cpl pvt sen rep gov pres amb supt insp st mt ft
        e.g i.e cf viz vs v al approx ca est dept univ assn
        т.е т.к т.н т.ч т.о напр им ул пр просп пер пл наб бул ш пос пгт дер обл респ р-н мкр акад проф доц канд д-р г-н г-жа тов
        гр св о-в оз ср см букв англ рус каз лат нем фр кит в.ч ген полк подполк кап лейт майор ред сост изд пред зам нач
        мыс ауд обл көш даң қ ақ проф акад ғ.к т.а
        """);

    /// <summary>They carry a number or a date: no end before a digit.</summary>
    public static readonly FrozenSet<string> BeforeNumber = Words("""
        no nos nr p pp vol vols fig figs sec secs ch chap art arts para eq eqs ref refs tab ver c ed
        jan feb mar apr jun jul aug sep sept oct nov dec
        стр с ст п пп гл рис табл разд ч т д кв корп стр оф ок янв февр фев мар апр авг сент сен окт нояб ноя дек номер тел
        б бап тарм қаң ақп нау сәу мам мау шіл там қыр қаз қар жел
        """);

    /// <summary>They stand after a number or at the end of a list: an end before a capital letter or a digit.</summary>
    public static readonly FrozenSet<string> MayBeLast = Words("""
        etc a.m p.m b.c a.d
        г гг в вв т.д т.п др пр н.э до н.э руб коп долл млн млрд трлн тыс чел экз шт км кг мин сек час
        т.б т.с.с б.з.д б.з б тг мың
        """);

    /// <summary>
    /// They end the names of firms, or (Kazakh years) stand before the verb that ends the sentence, and a capital letter often follows:
    /// an end only before a word that opens sentences.
    /// </summary>
    public static readonly FrozenSet<string> RarelyLast = Words("inc ltd co corp llc plc bros jr sr gmbh ph.d m.d ж жж ғ ғғ");

    /// <summary>Words that open a sentence far more often than they go on with a name.</summary>
    public static readonly FrozenSet<string> Openers = Words("""
        the a an he she it they we you i his her its their our this that these those there in on at as after before since when while if but and
        or so for from by with to all no not one two some many most what who how why where according however meanwhile both during under until
        он она оно они мы вы я его её ее их это этот эта эти тот та те в во на по к с со у за из от до о об при после когда как но и а или если
        также однако затем там тогда так все не ни для кто что где сейчас позже ранее
        ол олар біз мен сіз бұл осы сол оның олардың бірақ және ал содан кейін сонымен бұған қазір
        """);

    private static FrozenSet<string> Words(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
