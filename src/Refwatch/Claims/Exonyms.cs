namespace Refwatch.Claims;

/// <summary>Names that transliteration does not bring together because each language has its own. Values are English, romanised.</summary>
internal static class Exonyms
{
    private static readonly Lexicon.Table Names = Lexicon.Of("""
        kazakhstan: казахстан* қазақстан* kazakhstan qazaqstan
        kyrgyzstan: киргизи* кыргызстан* қырғызстан* kyrgyzstan
        uzbekistan: узбекистан* өзбекстан* uzbekistan
        china: china кита* қытай*
        russia: russia росси* ресей*
        usa: usa сша ақш
        germany: germany германи*
        france: france франци*
        turkey: turkey türkiye турци* түркия*
        britain: britain британи* ұлыбритания*
        georgia: georgia грузи* грузия*
        ukraine: ukraine украин*
        europe: europe европ* еуропа*
        moscow: moscow москв* мәскеу*
        beijing: beijing пекин* бейжің*
        xinjiang: xinjiang синьцзян* шыңжаң*
        uyghur: uyghur uighur уйгур* ұйғыр*
        london: london лондон*
        paris: paris париж*
        caspian: caspian каспийск* каспий*
        aral: aral аральск* арал*
        un: un оон бұұ
        eu: eu ес ео
        nato: nato нато
        """);

    /// <summary>The common value of a word that stands in a name; null when there is none.</summary>
    public static string? Find(string key) => Names.Find(key);
}
