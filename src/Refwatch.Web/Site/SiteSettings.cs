using Microsoft.AspNetCore.Http;

namespace Refwatch.Web.Site;

/// <summary>Where the site is reached.</summary>
/// <param name="Prefix">What stands before every path; empty, or "/api" behind the Functions host.</param>
/// <param name="PublicUrl">How others reach it, when a proxy stands before it; null: as the request says.</param>
public sealed record SiteSettings(string Prefix = "", Uri? PublicUrl = null)
{
    /// <summary>The site is read, never written.</summary>
    public static string[] Reading { get; } = [HttpMethods.Get, HttpMethods.Head];

    public SiteLinks LinksFor(HttpRequest request) =>
        new(PublicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}", Prefix);
}
