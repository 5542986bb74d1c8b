using Refwatch.Archiving;

namespace Refwatch.Web.Site;

/// <summary>The addresses of the site.</summary>
/// <param name="Origin">"http://host:port" as the one who asks reaches it, for links that leave the site.</param>
/// <param name="Prefix">What stands before every path: empty, or e.g. "/api" behind the Functions host.</param>
public sealed record SiteLinks(string Origin, string Prefix)
{
    /// <summary>For pages of the site itself, which need not know how it is reached.</summary>
    public SiteLinks Relative => this with { Origin = "" };

    public string Home => Prefix + "/";

    public string Hosts => Prefix + "/hosts";

    /// <summary>Where a person may type a URL.</summary>
    public string Find => Prefix + "/find";

    public string Host(string host) => $"{Prefix}/hosts/{Uri.EscapeDataString(host)}";

    /// <summary>An article's report.</summary>
    public string Article(Uri article) => $"{Prefix}/article/{Mementos.TargetUrl.Write(article)}";

    /// <summary>A page's captures and changes.</summary>
    public string Page(string url) => $"{Prefix}/page/{url}";

    public string Page(Uri url) => Page(Mementos.TargetUrl.Write(url));

    public string Page(string url, string before) => $"{Prefix}/page/{before}/{url}";

    /// <summary>What differs between two captures.</summary>
    public string Changes(string before, string after, string url) => $"{Prefix}/changes/{before}/{after}/{url}";

    /// <summary>A memento as a person reads it: under the banner.</summary>
    public string Memento(string timestamp, string url) => $"{Prefix}/memento/{timestamp}/{url}";

    public string Memento(CdxjLine line) => Memento(line.Timestamp, line.Url);

    /// <summary>A memento without the banner: what stands in the frame, and whatever it loads.</summary>
    public string Content(string timestamp, string url) => $"{Prefix}/memento/{timestamp}mp_/{url}";

    /// <summary>The bytes as they were stored.</summary>
    public string Raw(string timestamp, string url) => $"{Prefix}/memento/{timestamp}id_/{url}";

    public string TimeGate(string url) => $"{Prefix}/timegate/{url}";

    /// <param name="format">"link" or "json".</param>
    /// <param name="url">The original.</param>
    /// <param name="from">The timestamp that a further page begins with.</param>
    public string TimeMap(string format, string url, string? from = null) => from is null ? $"{Prefix}/timemap/{format}/{url}" : $"{Prefix}/timemap/{format}/{from}/{url}";

    /// <summary>A path of this site as an absolute URL.</summary>
    public string Absolute(string path) => Origin + path;
}
