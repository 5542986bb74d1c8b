namespace Refwatch.Verdicts;

/// <summary>Pages that a provider, a state or the site itself shows where the law or a region forbids the document.</summary>
internal static class LegalBlocks
{
    private static readonly PhraseBook Headlines = new(
        "access restricted|blocked|limited", "access has been restricted|blocked|limited", "access … site|website|page|resource|content|information|url … restricted|blocked|limited", "unavailable for|due legal reasons", "unavailable due to legal reasons",
        "not available in your country|region|location", "unavailable in your country|region|location",
        "site blocked", "website blocked", "451", "url has been excluded from the wayback machine",
        "доступ временно|частично ограничен|заблокирован|закрыт|запрещен", "доступ ограничен|заблокирован|закрыт|запрещен",
        "доступ к|с|из|на|для … сайт*|ресурс*|страниц*|информаци*|материал*|стран*|регион*|территори*|абонент* … ограничен|заблокирован|закрыт|запрещен",
        "ресурс|сайт|страница заблокирован*",
        "недоступно в вашем регионе|стране", "недоступен в вашем регионе|стране", "информация недоступна",
        "қолжетімділік|қолжетімдік … шектел*", "қол жеткізу … шектел*|бұғаттал*", "кіру шектел*", "сайт|ресурс бұғаттал*",
        "сіздің аймағыңызда|еліңізде қолжетімсіз");

    private static readonly PhraseBook Sentences = new(
        "for|due legal reasons", "due to legal reasons", "not available in your country|region|location",
        "unavailable in your country|region|location", "in most european countries", "european economic area … cannot",
        "blocked by … court|order|government|ministry", "court order … block*", "blocked … in accordance with",
        "access … has been restricted|blocked … law|legislation|court", "has been excluded from the wayback machine",
        "доступ к|с|из|для … сайт*|ресурс*|страниц*|информаци*|материал*|стран*|регион*|территори* … ограничен|заблокирован|закрыт",
        "доступен|доступна|доступно только … стран*|адресами", "149 фз", "114 фз", "федеральн* закон* об информации",
        "единый|единого|едином реестр*", "реестр* запрещенных сайтов", "по решению суда", "по требованию генеральной прокуратуры",
        "решени* роскомнадзора", "роскомнадзор*", "федеральн* списк* экстремистских материалов", "решени* уполномоченн* орган*",
        "заблокирован … по решению|требованию|предписанию", "недоступ* в вашем регионе|стране",
        "недоступ* для вашего региона|страны",
        "сот* шешім*", "кіруге тыйым салынған", "уәкілетті орган* … шешім*|ұйғарым*|нұсқам*", "заң* негізінде шектел*|бұғаттал*",
        "қолжетімділік … шектел*", "қол жеткізу … шектел*|бұғаттал*", "аймағыңызда|еліңізде қолжетімсіз",
        "ақпарат министрлігі* … шешім*|нұсқам*");

    /// <summary>A hoster speaks to the site's owner of money and terms of use.</summary>
    private static readonly PhraseBook Hosting = new("личн* кабинет*", "оплат*|пополн* … счет|тариф|услуг*|хостинг|баланс", "условий|правил использования", "хостинг*", "web|hosting account|provider", "жеке кабинет*");

    /// <summary>Registers and notice pages that block pages link to or load from.</summary>
    private static readonly string[] RegisterHosts =
        [
            "eais.rkn.gov.ru", "blocklist.rkn.gov.ru", "nap.rkn.gov.ru", "vigruzki.rkn.gov.ru", "warning.rt.ru",
            "zapret-info.gov.ru", "lumendatabase.org",
        ];

    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "error", "451", "403", "sorry", "to", "the", "this", "site", "website", "page", "resource", "content", "is", "has", "been",
        "warning", "your",
        "временно", "ошибка", "внимание", "вашей", "вашего", "страны", "региона", "территории", "территория", "к", "ресурсу", "сайту", "странице", "запрашиваемому", "информационному", "данный",
        "данному", "интернет", "уважаемый", "абонент", "сайтқа", "ресурсқа", "бұл", "назар", "аударыңыз", "интернетресурсқа",
        "ақпараттық",
    };

    public static Verdict? Judge(JudgedPage page)
    {
        var notice = Notice.Read(page.View, Headlines, Sentences, Fillers);
        if (!notice.IsSaid || Hosting.FindIn(page.View.Words) is not null)
        {
            return null;
        }

        var tally = new Tally();
        notice.AddTo(tally, page.View);
        var register = Array.Find(RegisterHosts, host =>
            page.View.Links.Concat(page.View.Loads).Any(address => address.Contains(host, StringComparison.Ordinal)));
        tally.ForIf(register is not null && page.View.IsThin, 2, $"links to {register}");
        tally.ForIf(Addresses.OwnerOf(page.From) != Addresses.OwnerOf(page.To), 1, $"redirected to {page.To.Host}");
        tally.AgainstIf(!page.View.IsThin, 1, "there is more on the page than a notice");
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");
        return tally.Enough ? tally.ToVerdict(VerdictKind.Blocked) : null;
    }
}
