using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Refwatch.Web.Reports;

/// <summary>A style sheet that stands in the page itself, and the source expression that allows it (CSP Level 3, section 2.3.1).</summary>
public sealed class StyleSheet
{
    private StyleSheet(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        Css = reader.ReadToEnd();
        Source = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'";
    }

    /// <summary>The style of reports.</summary>
    public static StyleSheet Report { get; } = new("check-report.css");

    /// <summary>What the site's pages have beside it.</summary>
    public static StyleSheet Site { get; } = new("site.css");

    public string Css { get; }

    public string Source { get; }
}
