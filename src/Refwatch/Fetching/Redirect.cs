using System.Text;

namespace Refwatch.Fetching;

/// <summary>Where an answer sends its reader (RFC 9110, section 15.4).</summary>
internal static class Redirect
{
    public static bool IsOne(Exchange exchange) =>
        exchange.Status is 301 or 302 or 303 or 307 or 308 && !string.IsNullOrWhiteSpace(exchange.Header("Location"));

    /// <summary>The target; or why there is none.</summary>
    public static (Uri? Target, FetchFailure? Failure) Target(Exchange exchange)
    {
        var location = AsUtf8(exchange.Header("Location")!.Trim());
        if (Uri.TryCreate(exchange.Url, location, out var target) && IsAskable(target)) return (target, null);

        var detail = $"{HostManners.HostOf(exchange.Url)}: not a URL in Location: {Short(location)}";
        return (null, new FetchFailure(FetchFailureKind.Protocol, detail));
    }

    /// <summary>Other schemes are refused later, by name; a host that is no name can't even be named.</summary>
    private static bool IsAskable(Uri target) => (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps) || HostManners.CanBeAsked(target);

    /// <summary>Servers send raw UTF-8 here, which HttpClient hands over as Latin-1; browsers read UTF-8.</summary>
    private static string AsUtf8(string value)
    {
        if (!value.Any(c => c > 0x7F) || value.Any(c => c > 0xFF)) return value;

        var bytes = Encoding.Latin1.GetBytes(value);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : value;
    }

    private static string Short(string value) => value.Length <= 200 ? value : value[..200];
}
