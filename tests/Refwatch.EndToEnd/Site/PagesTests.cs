using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Refwatch.EndToEnd.Site;

/// <summary>The site over the demo's archive, as a person walks through it.</summary>
public sealed class PagesTests : IAsyncLifetime
{
    private const string Article = "http://en.encyclopedia.example/wiki/Orazbek_Kolsary";
    private const string Changed = "http://www.radio-liberty.example/a/31051495.html";
    private const string Walled = "http://www.capital-daily.example/culture/2021-11-30/archive-wins-library-prize";

    private ArchiveSite _site = null!;

    public async Task InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("refwatch-site-").FullName;
        var demo = await Executable.RunAsync(null, "demo", "--archive", folder);
        Assert.True(demo.ExitCode == 0, demo.Errors);
        _site = await ArchiveSite.StartAsync(folder: folder);
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task From_the_list_to_the_report_to_the_captures_and_every_link_answers()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(["/"]);
        while (open.TryDequeue(out var path))
        {
            if (!seen.Add(path) || seen.Count > 300)
            {
                continue;
            }

            var answer = await _site.GetAsync(path, ("Accept", "text/html"));
            Assert.True((int)answer.StatusCode is 200 or 302 or 301 || (path.Contains("_/http", StringComparison.Ordinal) && (int)answer.StatusCode is 404 or 403), $"{(int)answer.StatusCode} {path}");
            if (answer.Content.Headers.ContentType?.MediaType == "text/html" && !path.Contains("mp_/", StringComparison.Ordinal))
            {
                foreach (Match link in Regex.Matches(await answer.Content.ReadAsStringAsync(), "(?:href|src)=\"(/[^\"#]*)"))
                {
                    open.Enqueue(System.Net.WebUtility.HtmlDecode(link.Groups[1].Value));
                }
            }
        }

        Assert.Contains($"/article/{Article}", seen);
        Assert.Contains($"/page/{Changed}", seen);
        Assert.Contains(seen, static path => path.StartsWith("/changes/", StringComparison.Ordinal));
        Assert.Contains(seen, static path => path.StartsWith("/hosts/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_shows_what_the_last_checks_found()
    {
        var report = await _site.Http.GetStringAsync($"/article/{Article}");
        Assert.Contains("10 May 2019", await _site.Http.GetStringAsync($"/page/{Changed}") + report, StringComparison.Ordinal);
        Assert.Contains($"href=\"/page/{Changed}\"", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_visit_shows_as_a_gap_with_its_reason()
    {
        var history = await _site.Http.GetStringAsync($"/page/{Walled}");
        Assert.Contains("class=\"gap\"", history, StringComparison.Ordinal);
        Assert.Contains("The answer is not the page.", history, StringComparison.Ordinal);
        Assert.Contains("HTTP 403", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_of_a_list_are_not_shown()
    {
        await _site.Pipeline.WatchLists.ApplyAsync(
            new()
            {
                Name = "mine",
                Pages = [new(new Uri("https://example.org/watched"), "A label", TimeSpan.FromDays(1))],
                Channels = [new Alerting.WebhookSettings(new Uri("https://hooks.example/secret-token"))],
                Contact = "person@example.org",
            },
            default);
        var home = await _site.Http.GetStringAsync("/");
        Assert.Contains("A label", home, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", home, StringComparison.Ordinal);
        Assert.DoesNotContain("person@", home, StringComparison.Ordinal);
    }

    [AxeTheory]
    [InlineData(1200, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task The_pages_are_accessible(int width, ColorScheme colours)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.LaunchChromiumAsync();
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours });
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        foreach (var path in (string[])["/", "/hosts", "/hosts/www.radio-liberty.example", $"/article/{Article}", $"/page/{Changed}", $"/page/{Walled}", $"/changes/2000/2099/{Changed}", $"/memento/2099/{Changed}", "/article/https://example.org/none"])
        {
            await page.GotoAsync(_site.Address.AbsoluteUri.TrimEnd('/') + path);
            complaints.RemoveAll(static text => text.Contains("404 (Not Found)", StringComparison.Ordinal));
            Assert.Empty(complaints);
            Assert.True(await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth") <= width, $"{path} scrolls sideways");
            await page.EvaluateAsync(await File.ReadAllTextAsync(Axe.Script));
            var violated = await page.EvaluateAsync<JsonElement>("""
                axe.run({ exclude: [['iframe']] }, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                  .then(found => found.violations.map(rule => [rule.id, rule.help, ...rule.nodes.map(node => node.html)]))
                """);
            Assert.True(violated.GetArrayLength() == 0, $"{path}: {violated}");
        }
    }
}
