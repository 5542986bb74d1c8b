using System.Net;

namespace Refwatch.Verdicts;

/// <summary>Domains that their owner let go: parked with advertisements, for sale, waiting at a registrar.</summary>
internal static class Parking
{
    /// <summary>Names of parking services and domain markets, from public lists of the name servers and aliases they use.</summary>
    private static readonly string[] Hosts =
    [
        "parkingcrew.net", "ndparking.com", "fastpark.net", "ibspark.com", "sedoparking.com", "sedo.com", "bodis.com",
        "parking.namecheap.com", "parkingpage.namecheap.com", "above.com", "dsredirection.com", "dsredirects.com",
        "fwdservice.com",
        "rookdns.com", "dsextra.com", "ztomy.com", "cnomy.com", "searchmagnified.com", "parking-page.net", "cashparking.com",
        "smartname.com", "namefind.com", "uniregistrymarket.link", "uniregistry.com", "dan.com", "undeveloped.com",
        "hugedomains.com", "afternic.com", "namebright.com", "domainmarket.com", "parklogic.com", "snparking.ru", "salenames.ru",
        "domainparking.ru", "domainparking-dnspod.cn", "sslparking.com", "ndsplitter.com", "survey-smiles.com",
        "brandbucket.com", "squadhelp.com", "atom.com", "efty.com", "domainnamesales.com", "perfectdomain.com", "buydomains.com",
        "parktons.com", "voodoo.com", "skenzo.com", "trafficclub.com", "domainhasexpired.com", "expirationwarning.net",
        "domaincntrol.com", "renewyourname.net", "img1.wsimg.com/parking-lander", "google.com/adsense/domains/caf.js",
        "d38psrni17bvxu.cloudfront.net", "parking.reg.ru", "parking-static.reg.ru", "partnerads.ysm.yahoo.com",
    ];

    /// <summary>What the parking services' first scripts do: ask the ad server, or go on to the page with the advertisements.</summary>
    private static readonly string[] Scripts =
        ["window.park =", "window.park=", "location.href=\"/lander\"", "location.href = \"/lander\"", "location.replace(\"/lander\")"];

    /// <summary>Address blocks that such services hold as a whole; single addresses in clouds change hands too often to count.</summary>
    private static readonly IPNetwork[] Networks =
    [
        IPNetwork.Parse("185.53.176.0/22"), IPNetwork.Parse("91.195.240.0/23"), IPNetwork.Parse("64.190.62.0/23"),
        IPNetwork.Parse("199.59.240.0/22"), IPNetwork.Parse("103.224.182.0/23"), IPNetwork.Parse("103.224.212.0/23"),
        IPNetwork.Parse("66.81.199.0/24"), IPNetwork.Parse("208.91.196.0/23"), IPNetwork.Parse("204.11.56.0/23"),
        IPNetwork.Parse("209.99.64.0/24"), IPNetwork.Parse("192.64.147.0/24"),
    ];

    public static Wording Wording { get; } = Wording.Of("parking", "filler-parking");

    private static readonly PhraseBook Name = Lexicon.Phrases("parking.subjects");

    public static Verdict? Judge(JudgedPage page)
    {
        var view = page.View;
        var host = Addresses.BareHost(page.From);
        var notice = Notice.Read(view, Wording with { Fillers = Wording.Fillers.Concat(host.Split('.', '-')).ToHashSet(StringComparer.Ordinal) });
        var tally = new Tally();
        notice.AddTo(tally, view);
        tally.ForIf(notice.AnotherSentence is not null && view.IsThin, 1.5, $"and «{notice.AnotherSentence}»");
        var namesHost = NamesHost(view, host);
        var service = ServiceOf(page) ?? (notice.IsSaid || namesHost ? LinkedMarket(view) : null);
        if (!namesHost)
        {
            page.Subject.AddTo(tally, notice);
        }

        tally.ForIf(service is not null, 3, service ?? "");
        tally.ForIf(view.HasAdBlockKey, 3, "the page carries a parked domain's advertising key (data-adblockkey)");
        if ((!notice.IsSaid || !SpeaksOfTheName(view, host) || notice.IsNamedBy(page.From)) && service is null && !view.HasAdBlockKey)
        {
            return null;
        }

        tally.ForIf(namesHost, 1, $"the headline names «{host}» itself");
        tally.ForIf(!namesHost && view.Title.Equals(host, StringComparison.OrdinalIgnoreCase), 1, $"the title is the address itself: «{view.Title}»");
        var address = page.Answer.RemoteAddress;
        tally.ForIf(IsParkingAddress(address), 1, $"answered from {address}, a parking service's network");
        tally.ForIf(page.Likeness is { IsOther: true }, 1, page.LikenessLine ?? "");
        tally.AgainstIf(!view.IsThin, 1, "there is more on the page than a notice");
        tally.AgainstIf(page.Likeness is { IsSame: true }, 4, page.LikenessLine ?? "");
        return tally.Enough ? tally.ToVerdict(VerdictKind.Usurped) : null;
    }

    /// <summary>A parking service's own parts, or itself: loaded or redirected to.</summary>
    private static string? ServiceOf(JudgedPage page)
    {
        if (Array.Find(Hosts, host => page.View.Loads.Any(address => Addresses.IsAt(address, host))) is { } loaded)
        {
            return $"the page loads from {loaded}";
        }

        if (Array.Find(Scripts, mark => page.View.InlineScript.Contains(mark, StringComparison.Ordinal)) is { } script)
        {
            return $"a script names «{script}»";
        }

        if (page.IsRedirected && Array.Exists(Hosts, host => Addresses.IsAt(page.To.AbsoluteUri, host) && !Addresses.IsAt(page.From.AbsoluteUri, host)))
        {
            return $"redirected to {page.To.Host}, a parking service or domain market";
        }

        return null;
    }

    /// <summary>A page with nothing else links to one. So does a brief entry on the market itself, therefore it goes with a notice, or with the host's name as headline.</summary>
    private static string? LinkedMarket(PageView view) =>
        view.IsThin && Array.Find(Hosts, host => view.Links.Any(address => Addresses.IsAt(address, host))) is { } linked ? $"the page links to {linked}" : null;

    /// <summary>A house may be for sale too.</summary>
    private static bool SpeaksOfTheName(PageView view, string host) =>
        Name.FindIn(new WordList(view.Title + "\n" + view.Text)) is not null || (view.Title + view.Text).Contains(host, StringComparison.OrdinalIgnoreCase);

    private static bool NamesHost(PageView view, string host) =>
        view.IsBrief && view.Headings.Prepend(view.Title).Any(headline => headline.Contains(host, StringComparison.OrdinalIgnoreCase));

    private static bool IsParkingAddress(string? address) =>
        IPAddress.TryParse(address, out var ip) && Networks.Any(network => network.Contains(ip));
}
