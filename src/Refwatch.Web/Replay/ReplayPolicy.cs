using Microsoft.AspNetCore.Http;

namespace Refwatch.Web.Replay;

/// <summary>The policies under which scraped bytes are shown (CSP Level 3): no script, no form, no origin of their own, nothing from elsewhere.</summary>
internal static class ReplayPolicy
{
    /// <summary>The frame's own sandbox says the same. A click may replace the window: every link is one of ours.</summary>
    public const string Sandbox = "allow-top-navigation-by-user-activation";

    private const string Shown =
        $"sandbox {Sandbox}; default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; media-src 'self'; font-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

    /// <summary>For a page whose links all lead to mementos.</summary>
    public static void ForPages(HttpResponse response) => Set(response, Shown);

    /// <summary>For bytes as they came: not even a click leads out.</summary>
    public static void ForBytes(HttpResponse response) => Set(response, "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");

    /// <summary>
    /// Browsers load fonts by CORS alone (CSS Fonts 4, section 4.9), and a sandboxed page has no origin to be the same as: its fonts, and
    /// nothing else, are given to the origin "null". A script can't ask so: it may not set Sec-Fetch-Dest (Fetch Metadata, section 2).
    /// </summary>
    public static void AllowFont(HttpContext context)
    {
        if (context.Request.Headers["Sec-Fetch-Dest"] == "font" && context.Request.Headers.Origin == "null")
        {
            context.Response.Headers.AccessControlAllowOrigin = "null";
        }
    }

    private static void Set(HttpResponse response, string policy)
    {
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-DNS-Prefetch-Control"] = "off";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
