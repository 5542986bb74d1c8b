using Refwatch.Extracting;

namespace Refwatch.Verdicts;

/// <summary>What can be told from two addresses alone.</summary>
internal static class Addresses
{
    private const int LettersOfAStem = 5;

    /// <summary>What addresses without a host are read against.</summary>
    private static readonly Uri SomePage = new("http://page.invalid/");

    /// <summary>Query parameters that name where a visitor came from, never which page is meant.</summary>
    private static readonly HashSet<string> TrackingParameters = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "yclid", "_openstat", "mc_cid", "mc_eid", "igshid", "ref", "ref_src", "source", "from", "cmpid", "ocid", "sh",
    };

    private static readonly HashSet<string> LanguageParameters = new(StringComparer.OrdinalIgnoreCase)
    { "lang", "hl", "locale", "language", "setlang" };

    private static readonly HashSet<string> Languages = new(StringComparer.OrdinalIgnoreCase)
    { "en", "ru", "kk", "kz", "kaz", "rus", "eng", "de", "fr", "es", "uk", "ua", "tr", "zh", "ar", "uz", "ky" };

    private static readonly HashSet<string> HomeNames = new(StringComparer.OrdinalIgnoreCase)
    { "index", "default", "home", "main", "homepage", "glavnaya", "start" };

    /// <summary>Two-letter country domains sell names below these labels ("co.uk", "org.kz"), by and large.</summary>
    private static readonly HashSet<string> SecondLevels = new(StringComparer.Ordinal)
    { "co", "com", "org", "net", "gov", "gob", "gouv", "go", "ac", "edu", "mil", "or", "ne", "nom", "msk", "spb", "in", "info" };

    /// <summary>Services where every name below is someone else's site.</summary>
    private static readonly HashSet<string> SharedHosts = new(StringComparer.Ordinal)
    {
        "blogspot.com", "wordpress.com", "github.io", "gitlab.io", "livejournal.com", "tumblr.com", "narod.ru", "ucoz.ru",
        "ucoz.net", "ucoz.kz",
        "wixsite.com", "weebly.com", "substack.com", "medium.com", "netlify.app", "vercel.app", "web.app", "herokuapp.com",
        "tilda.ws", "blogspot.ru",
    };

    /// <summary>Services whose addresses stand for another page from the start.</summary>
    private static readonly HashSet<string> Resolvers = new(StringComparer.Ordinal)
    {
        "bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "clck.ru", "vk.cc", "is.gd", "buff.ly", "youtu.be", "doi.org",
        "dx.doi.org", "hdl.handle.net", "purl.org", "n2t.net",
    };

    /// <summary>A link shortener or a resolver of persistent identifiers: to redirect is its purpose.</summary>
    public static bool IsResolver(Uri url) => Resolvers.Contains(BareHost(url));

    /// <summary>The name that an owner registers ("news.example.co.uk" → "example.co.uk").</summary>
    public static string OwnerOf(Uri url)
    {
        var labels = BareHost(url).Split('.');
        if (labels.Length <= 2 || Uri.CheckHostName(url.Host) is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return string.Join('.', labels);
        }

        var two = string.Join('.', labels[^2..]);
        var takesThree = SharedHosts.Contains(two) || (labels[^1].Length == 2 && SecondLevels.Contains(labels[^2]));
        return takesThree ? string.Join('.', labels[^3..]) : two;
    }

    /// <summary>The address of the page that a Wayback Machine memento shows; other addresses as they are.</summary>
    public static Uri Archived(Uri url)
    {
        if (!url.Host.EndsWith("web.archive.org", StringComparison.OrdinalIgnoreCase)
            || !url.AbsolutePath.StartsWith("/web/", StringComparison.Ordinal))
        {
            return url;
        }

        var rest = url.PathAndQuery["/web/".Length..];
        var inner = rest.IndexOf('/', StringComparison.Ordinal) is var at and > 0 ? rest[(at + 1)..] : "";
        // The handler or a proxy may have folded the double slash of the inner address.
        inner = inner.Replace(":/", "://", StringComparison.Ordinal).Replace(":///", "://", StringComparison.Ordinal);
        return Uri.TryCreate(inner, UriKind.Absolute, out var archived) && archived.Scheme is "http" or "https" ? new Uri(inner) : url;
    }

    /// <summary>The site's front page: nothing in the address names a document.</summary>
    public static bool IsHome(Uri url) =>
        url.Fragment.Length <= 1 && Identity(url).Length == 0
        && Segments(url).All(static segment => IsLanguage(segment) || IsHomeName(segment));

    /// <summary>A program's address, which its query completes ("/index.php", "/view.aspx", "/"): the path alone names no document.</summary>
    public static bool IsScript(Uri url) =>
        url.AbsolutePath.TrimEnd('/').Split('/')[^1] is var name
        && (name.Length == 0 || IsHomeName(name) || Path.GetExtension(name).ToLowerInvariant() is ".php" or ".asp" or ".aspx" or ".jsp" or ".cgi" or ".pl" or ".do" or ".cfm" or ".dll");

    /// <summary>The pair of a query ("id=5") may say which document is meant: it is neither tracking nor a language.</summary>
    public static bool NamesDocument(string pair) =>
        pair.Split('=')[0] is var name && !LanguageParameters.Contains(name) && !IsTracking(name);

    /// <summary>Equal but for scheme, "www.", "m.", the host's letter case, slashes, index names, a language, tracking parameters.</summary>
    public static bool IsSamePage(Uri one, Uri other) => string.Equals(PageKey(one), PageKey(other), StringComparison.Ordinal);

    /// <summary>What differs between two addresses of the same page, for the evidence.</summary>
    public static string Difference(Uri from, Uri to) =>
        from.Scheme != to.Scheme ? $"{from.Scheme} became {to.Scheme}"
        : !from.IdnHost.Equals(to.IdnHost, StringComparison.OrdinalIgnoreCase) ? $"{from.Host} became {to.Host}"
        : from.AbsolutePath.TrimEnd('/') == to.AbsolutePath.TrimEnd('/') && from.Query == to.Query ? "a slash at the end"
        : "a language, an index name or a tracking parameter";

    /// <summary>Is one an ancestor of the other on the same owner's site ("/news" of "/news/2019/strike.html")?</summary>
    public static bool IsAncestor(Uri ancestor, Uri of)
    {
        var (above, below) = (Segments(ancestor), Segments(of));
        return OwnerOf(ancestor) == OwnerOf(of) && Identity(ancestor).Length == 0
            && above.Length > 0 && above.Length < below.Length
            && below.Take(above.Length).SequenceEqual(above, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Words and numbers that name the document: long ones of the path and the query.</summary>
    public static HashSet<string> NamesOf(Uri url) =>
        [.. WordList.Of(url).All.Where(static word => word.Length > 3 || (word.Length > 1 && char.IsDigit(word[0])))];

    /// <summary>The same of the last part of the path and the query alone: folders are shared.</summary>
    public static HashSet<string> NamesOfDocument(Uri url) =>
        Segments(url) is [.., var last] ? NamesOf(new Uri(url, "/" + Uri.EscapeDataString(last) + url.Query)) : NamesOf(url);

    /// <summary>
    /// How many different words of a text stand in the address' last part: as they are, or romanised and with other endings, as
    /// sites of Cyrillic languages write their addresses ("istek-srok-registratsii" for «Истёк срок регистрации»).
    /// </summary>
    public static int WordsInNameOfDocument(Uri url, IEnumerable<string> words)
    {
        var names = NamesOfDocument(url);
        var stems = names.Select(StemOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return words.Distinct(StringComparer.Ordinal).Count(word => names.Contains(word) || (StemOf(word) is { } stem && stems.Contains(stem)));
    }

    private static string? StemOf(string word) =>
        Romanization.Of(word) is { Length: >= LettersOfAStem } latin ? latin[..LettersOfAStem] : null;

    /// <summary>The path's parts, decoded, without the file name's extension.</summary>
    public static string[] Segments(Uri url) =>
        [.. Uri.UnescapeDataString(url.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries).Select(static segment =>
            Path.GetExtension(segment).ToLowerInvariant() is ".html" or ".htm" or ".php" or ".aspx" or ".asp" or ".jsp" or ".shtml"
                ? Path.GetFileNameWithoutExtension(segment)
                : segment)];

    /// <summary>
    /// An address as a page has it leads to a host, to one below it, or to a path of it: "//www.dan.com/x" to "dan.com";
    /// "/wiki/dan.com" and "https://dan.community" do not.
    /// </summary>
    public static bool IsAt(string address, string place)
    {
        if (!address.Contains(place, StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(SomePage, address, out var url))
        {
            return false;
        }

        var slash = place.IndexOf('/', StringComparison.Ordinal);
        var (host, path) = slash < 0 ? (place, "") : (place[..slash], place[slash..]);
        return $".{url.Host}".EndsWith($".{host}", StringComparison.OrdinalIgnoreCase) && url.AbsolutePath.StartsWith(path, StringComparison.OrdinalIgnoreCase);
    }

    public static string BareHost(Uri url)
    {
        var host = url.IdnHost.ToLowerInvariant().TrimEnd('.');
        foreach (var prefix in (string[])["www.", "m.", "mobile.", "amp."])
        {
            host = host.StartsWith(prefix, StringComparison.Ordinal) && host.AsSpan().Count('.') > 1 ? host[prefix.Length..] : host;
        }

        return host;
    }

    private static string PageKey(Uri url)
    {
        var path = string.Join('/', Segments(url).Where(static segment => !IsLanguage(segment) && !IsHomeName(segment)));
        return $"{BareHost(url)}/{path}?{Identity(url)}";
    }

    /// <summary>The query without tracking and language.</summary>
    private static string Identity(Uri url) =>
        string.Join('&', url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(NamesDocument)
            .Order(StringComparer.Ordinal));

    private static bool IsTracking(string name) =>
        TrackingParameters.Contains(name) || name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase);

    private static bool IsLanguage(string segment) =>
        Languages.Contains(segment) || (segment.Length == 5 && segment[2] is '-' or '_' && Languages.Contains(segment[..2]));

    private static bool IsHomeName(string segment) => HomeNames.Contains(segment);
}
