using System.Net;

namespace Refwatch.Fetching;

/// <summary>
/// The proxy that the environment names, as curl reads it: http_proxy, HTTPS_PROXY, ALL_PROXY and NO_PROXY in either case.
/// .NET's own reader takes "example.org" in NO_PROXY for that host alone; curl, and this, for its subdomains too.
/// </summary>
public sealed class EnvironmentProxy : IWebProxy
{
    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly string[] _exempt;

    /// <param name="variable">Reads an environment variable.</param>
    public EnvironmentProxy(Func<string, string?> variable)
    {
        string? Either(string name) => variable(name.ToLowerInvariant()) ?? variable(name);

        // In a CGI process HTTP_PROXY is a request's Proxy header (httpoxy): only the lower-case name counts there.
        var http = variable("REQUEST_METHOD") is null ? Either("HTTP_PROXY") : variable("http_proxy");
        _http = Address(http) ?? Address(Either("ALL_PROXY"));
        _https = Address(Either("HTTPS_PROXY")) ?? Address(Either("ALL_PROXY"));
        _exempt = (Either("NO_PROXY") ?? "").Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Credentials = Account(_https ?? _http);
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsExempt(destination) ? null : destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    private bool IsExempt(Uri url)
    {
        var host = HostManners.HostOf(url);
        foreach (var entry in _exempt)
        {
            var name = entry.ToLowerInvariant().TrimStart('.').TrimEnd('.');
            if (entry == "*" || host == name || host.EndsWith("." + name, StringComparison.Ordinal)) return true;
            if (name == $"{host}:{url.Port}") return true;
            if (IPNetwork.TryParse(name, out var network) && IPAddress.TryParse(host, out var address) && network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static Uri? Address(string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;

        if (!value.Contains("://", StringComparison.Ordinal)) value = "http://" + value;
        return Uri.TryCreate(value, UriKind.Absolute, out var uri) ? uri : null;
    }

    private static NetworkCredential? Account(Uri? proxy) =>
        proxy?.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var rest]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(rest.FirstOrDefault() ?? ""))
            : null;
}
