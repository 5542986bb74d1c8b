using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Refwatch.Web.Site;

/// <summary>How the site meets the network.</summary>
public static class SiteHost
{
    /// <summary>Listens on one address.</summary>
    public static void ListenForSite(this WebApplicationBuilder builder, IPAddress address, int port) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.Listen(address, port);
        kestrel.AddServerHeader = false;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1; // X-Archive-Orig-*: bytes as they were stored
    });

    /// <summary>
    /// Answers only to names that are ours: a page that rebinds its own name to this address (DNS rebinding) gets 400 for
    /// everything, once <c>UseHostFiltering</c> is in force.
    /// </summary>
    public static void AllowNames(this WebApplicationBuilder builder, Uri? publicUrl)
    {
        List<string> hosts = ["localhost", "127.0.0.1", "[::1]"];
        if (publicUrl is not null)
        {
            hosts.Add(publicUrl.IdnHost);
        }

        builder.Services.AddHostFiltering(options => (options.AllowedHosts, options.AllowEmptyHosts) = (hosts, false));
    }
}
