using System.Net;

namespace Refwatch.Fetching;

/// <summary>Tells addresses and host names of private networks, where a page from outside must never lead a fetch.</summary>
public static class PrivateAddress
{
    /// <summary>
    /// IANA's special-purpose registries (RFC 6890): what is not globally reachable, or carries an IPv4 address that may not
    /// be (64:ff9b::/96, 2002::/16, Teredo). 168.63.129.16 looks public but is the host of every Azure machine.
    /// </summary>
    private static readonly IPNetwork[] s_networks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Names that never lead to a public host: RFC 6761, RFC 6762, RFC 8375, and ICANN's .internal.</summary>
    private static readonly string[] s_domains = ["localhost", "local", "internal", "home.arpa"];

    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();

        return s_networks.Any(network => network.Contains(address));
    }

    /// <summary>
    /// The host is private by its spelling alone, whatever DNS would say: an address in any spelling ("127.1", "0x7f000001",
    /// "2130706433"), a reserved name, or a name without a dot, which only a local network resolves.
    /// </summary>
    public static bool IsPrivateName(Uri url)
    {
        var host = HostManners.HostOf(url).Trim('[', ']');
        if (IPAddress.TryParse(host, out var address)) return IsPrivate(address);

        return !host.Contains('.') || s_domains.Any(domain => host == domain || host.EndsWith("." + domain, StringComparison.Ordinal));
    }
}
