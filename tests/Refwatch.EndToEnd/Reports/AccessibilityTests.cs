using System.Text.Json;
using Microsoft.Playwright;
using Refwatch.EndToEnd.Site;
using Refwatch.Web.Reports;
using Refwatch.Web.Site;
using Xunit;

namespace Refwatch.EndToEnd.Reports;

/// <summary>The report in a real browser, judged by axe-core: WCAG 2.2 AA and its best practices, wide and narrow, light and dark.</summary>
public sealed class AccessibilityTests
{
    [AxeTheory]
    [InlineData(1200, ColorScheme.Light)]
    [InlineData(1200, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task The_report_is_accessible(int width, ColorScheme colours)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.LaunchChromiumAsync();
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours });
        var (complaints, requests) = (new List<string>(), new List<string>());
        page.Console += (_, message) => complaints.Add(message.Text);
        page.Request += (_, request) => requests.Add(request.Url);

        await page.SetContentAsync(await CheckReport.RenderAsync(SampleCheck.Everything(), SampleCheck.Now, new SiteLinks("http://localhost:8080", "")));
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        Assert.Empty(complaints); // the policy refused nothing that the page needs
        Assert.Empty(requests);
        Assert.Equal("1056px", await page.EvaluateAsync<string>("getComputedStyle(document.body).maxWidth")); // the style sheet's digest fits
        Assert.True(await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth") <= width, "it scrolls sideways");

        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe.Script));
        var found = await page.EvaluateAsync<JsonElement>("""
            axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(found => ({
              passed: found.passes.map(rule => rule.id),
              violated: found.violations.map(rule => [rule.id, rule.help, ...rule.nodes.map(node => node.html)]),
            }))
            """);
        Assert.Contains("color-contrast", found.GetProperty("passed").EnumerateArray().Select(static rule => rule.GetString()));
        Assert.True(found.GetProperty("violated").GetArrayLength() == 0, found.GetProperty("violated").ToString());
    }

    [BrowserFact]
    public async Task The_keyboard_reaches_the_findings_first()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.LaunchChromiumAsync();
        var page = await browser.NewPageAsync();
        await page.SetContentAsync(await CheckReport.RenderAsync(SampleCheck.Everything(), SampleCheck.Now));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the findings", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().left >= 0"), "it shows while it has the focus");
    }
}
