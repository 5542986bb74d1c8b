namespace Refwatch.Fetching;

/// <summary>The one spelling by which a watched page is known.</summary>
public static class PageUrl
{
    /// <summary>The URL without its fragment, which no server sees (RFC 3986, section 3.5).</summary>
    public static Uri Of(Uri url) => url.Fragment.Length == 0 ? url : new Uri(url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));

    /// <summary>A blob name's segment for a page: 32 hex digits.</summary>
    public static string Key(Uri url) => Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(Of(url).AbsoluteUri))["sha256:".Length..][..32];
}
