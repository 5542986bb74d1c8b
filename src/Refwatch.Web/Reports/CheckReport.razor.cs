using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Refwatch.Mementos;

namespace Refwatch.Web.Reports;

/// <summary>
/// A check as one self-contained HTML page: no script, nothing loaded from anywhere. Every scraped word is encoded by the
/// renderer, and the page's own policy (CSP Level 3) allows its one style sheet and nothing else.
/// </summary>
public sealed partial class CheckReport
{
    private static readonly string Css = ReadCss();

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'none'";

    [Parameter, EditorRequired]
    public required CheckOverview Overview { get; set; }

    [Parameter, EditorRequired]
    public required ReportLinks Links { get; set; }

    /// <summary>When the check ended (UTC).</summary>
    [Parameter, EditorRequired]
    public required DateTimeOffset Time { get; set; }

    /// <summary>Archives of others that could not answer.</summary>
    [Parameter]
    public IReadOnlyList<ServiceNote> Services { get; set; } = [];

    private string Heading => Overview.Articles switch
    {
        [var only] => $"References of “{only.Title}”",
        [] => "Watched pages",
        var articles => $"References of {articles.Count} articles",
    };

    /// <summary>Renders the page.</summary>
    /// <param name="result">What the run found.</param>
    /// <param name="time">When it ended.</param>
    /// <param name="replay">Where mementos are served (<c>{replay}/memento/{timestamp}/{url}</c>); null when captures are not linked.</param>
    public static async Task<string> RenderAsync(CheckResult result, DateTimeOffset time, Uri? replay = null)
    {
        var overview = CheckOverview.Of(result);
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(Overview)] = overview,
            [nameof(Links)] = new ReportLinks(overview, replay),
            [nameof(Services)] = result.Services,
            [nameof(Time)] = time.ToUniversalTime(),
        };

        // The default encoder writes every Cyrillic letter as a reference of eight bytes.
        await using var services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CheckReport>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    private static string ReadCss()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("check-report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
