using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Verdicts;
using Refwatch.Web.Reports;
using Refwatch.Web.Site;
using Xunit;

namespace Refwatch.EndToEnd.Reports;

public sealed class CheckReportTests
{
    private const string Hostile = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'& \u202Egnp.exe\u001b[31m";

    [Fact]
    public async Task Every_page_stands_under_its_article_with_verdict_evidence_and_capture()
    {
        var result = SampleCheck.Everything();
        var report = await RenderAsync(result);
        foreach (var page in result.Pages.Where(static page => !page.IsArticle))
        {
            var rows = report.QuerySelectorAll("tbody tr").Where(row => row.QuerySelector("th a")!.GetAttribute("href") == page.Url.AbsoluteUri).ToList();
            Assert.Equal(page.Url.AbsoluteUri == SampleCheck.Output ? 2 : 1, rows.Count); // both articles cite it
            Assert.All(rows, row =>
            {
                Assert.Contains(VerdictWords.Name(page.Verdict.Kind), row.TextContent);
                Assert.All(page.Verdict.Evidence, line => Assert.Contains(line, row.TextContent));
                Assert.Contains(page.Capture.Digest, row.TextContent);
            });
        }

        Assert.Equal(["Zhanar refinery strike", "Забастовка на заводе «Жанар»"], report.QuerySelectorAll("section > h2 > a").Select(static link => link.TextContent));
        Assert.Contains("No page outside of the article’s own site (books, short notes, its own articles): [5]", report.Body!.TextContent);
    }

    [Fact]
    public async Task A_change_marks_its_words_and_names_the_sentences_that_rest_on_it()
    {
        var report = await RenderAsync(SampleCheck.Everything());
        var findings = report.QuerySelector("#page-1")!;
        Assert.Equal("10 March", findings.QuerySelector("del")!.TextContent);
        Assert.Equal("2 May", findings.QuerySelector("ins")!.TextContent);
        Assert.Contains("Changed silently", findings.TextContent);
        var passage = findings.QuerySelector(".passages li")!;
        Assert.Equal("Their trial opened on 10 March.", passage.QuerySelector("q")!.TextContent);
        Assert.Matches(@"Zhanar refinery strike\s+\[1\], direct,\s+support changed", passage.TextContent);
    }

    [Fact]
    public async Task What_is_restored_and_why_a_change_matters_is_said()
    {
        var report = await RenderAsync(SampleCheck.Everything());
        Assert.Contains("Weight 13 (a cited sentence rests on it directly 6, a fact changed 3, a name or a date 2, silent 2)", report.QuerySelector("#page-1")!.TextContent);
        var restored = report.QuerySelector("#page-2")!.TextContent;
        Assert.Contains("Restored", restored);
        Assert.Matches(@"what it said in the capture of\s+2026-01-01 00:00", restored);
    }

    [Fact]
    public async Task A_sentence_that_its_source_does_not_speak_of_is_listed_with_care()
    {
        var section = (await RenderAsync(SampleCheck.Everything())).QuerySelector("section[aria-labelledby=not-found]")!;
        Assert.Equal("The strike began on 3 February.", Assert.Single(section.QuerySelectorAll("q")).TextContent);
        Assert.Contains("Absence is not contradiction", section.TextContent);
        Assert.Null((await RenderAsync(SampleCheck.Quiet())).QuerySelector("#not-found"));
    }

    [Fact]
    public async Task A_rewritten_page_shows_what_matters_and_folds_the_rest()
    {
        var claims = Enumerable.Range(1, 30).Select(static i => new ClaimChange { Kind = ChangeKind.Added, After = $"Sentence {i}." }).ToList();
        var page = SampleCheck.Page("https://example.org/a", VerdictKind.Live) with { Change = new Change(claims) };
        var report = await RenderAsync(new CheckResult([], [page]));
        Assert.Equal("10 more changed claims, of less weight", report.QuerySelector("details.claim > summary")!.TextContent);
        Assert.Equal(30, report.QuerySelectorAll(".versions").Length);
    }

    [Fact]
    public async Task A_lost_page_shows_the_sentences_that_lean_on_it_and_the_archive_copy()
    {
        var findings = (await RenderAsync(SampleCheck.Everything())).QuerySelectorAll(".findings").Single(static card => card.TextContent.Contains("HTTP 404"));
        Assert.Equal("Nineteen strikers reported ill-treatment in detention.", findings.QuerySelector("q")!.TextContent);
        Assert.Contains(findings.QuerySelectorAll("a"), static link => link.GetAttribute("href")!.StartsWith("https://web.archive.org/web/2019", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_languages_are_declared_on_what_is_written_in_them()
    {
        var report = await RenderAsync(SampleCheck.Everything());
        Assert.Equal("ru", report.QuerySelectorAll("q").Single(static q => q.TextContent.StartsWith("Добыча", StringComparison.Ordinal)).GetAttribute("lang"));
        Assert.Equal("ru", report.QuerySelectorAll("dd").First(static dd => dd.TextContent.Contains("завода")).GetAttribute("lang"));
    }

    [Fact]
    public async Task Every_jump_leads_somewhere_and_every_id_is_one()
    {
        var report = await RenderAsync(SampleCheck.Everything());
        var ids = report.QuerySelectorAll("[id]").Select(static element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var jumps = report.QuerySelectorAll("a[href^='#']").Select(static link => link.GetAttribute("href")![1..]).ToList();
        Assert.True(jumps.Count >= 12);
        Assert.Empty(jumps.Except(ids));
    }

    [Fact]
    public async Task Captures_lead_to_their_mementos_where_these_are_served()
    {
        var html = await CheckReport.RenderAsync(SampleCheck.Everything(), SampleCheck.Now, new SiteLinks("http://localhost:8080", ""));
        Assert.Contains($"href=\"http://localhost:8080/memento/20260310081500/{SampleCheck.Trial}\"", html);
        Assert.Contains($"href=\"http://localhost:8080/memento/20260301070000/{SampleCheck.Trial}\"", html);
    }

    [Fact]
    public async Task Hostile_words_stay_words()
    {
        var report = await RenderAsync(HostileCheck());
        Assert.Empty(report.QuerySelectorAll("script, img, iframe, object, embed, link, base, form"));
        Assert.Single(report.QuerySelectorAll("style"));
        Assert.DoesNotContain(report.All.SelectMany(static element => element.Attributes), static attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style");
        Assert.Contains("<script>alert(1)</script>", report.Body!.TextContent);
        Assert.DoesNotMatch("[\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000E-\u001F\u007F-\u009F]", report.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task Links_lead_out_by_http_alone_and_give_nothing_away()
    {
        var links = (await RenderAsync(HostileCheck())).QuerySelectorAll("a[href]:not([href^='#'])");
        Assert.NotEmpty(links);
        Assert.All(links, static link =>
        {
            Assert.Matches("^https?://", link.GetAttribute("href")!);
            Assert.Equal("noopener noreferrer nofollow", link.GetAttribute("rel"));
        });
    }

    [Fact]
    public async Task It_stands_alone_and_forbids_what_it_does_not_need()
    {
        var html = await CheckReport.RenderAsync(SampleCheck.Everything(), SampleCheck.Now);
        var report = new HtmlParser().ParseDocument(html);
        Assert.StartsWith("<!DOCTYPE html>", html);
        Assert.Equal("utf-8", report.QuerySelector("meta[charset]")!.GetAttribute("charset"));
        Assert.Equal("en", report.DocumentElement.GetAttribute("lang"));
        Assert.Empty(report.QuerySelectorAll("[src], link, script"));
        Assert.DoesNotMatch(new Regex(@"url\(|@import"), report.QuerySelector("style")!.TextContent);
        var policy = report.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        var digest = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(report.QuerySelector("style")!.TextContent)));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'", policy);
        Assert.Contains("Забастовка", html); // Cyrillic is readable in the source, too
    }

    [Fact]
    public async Task Nothing_to_check_and_nothing_found_are_reports_too()
    {
        Assert.Contains("0 pages were checked", (await RenderAsync(new CheckResult([], []))).Body!.TextContent);
        Assert.Contains("1 page was checked: all live, none changed.", (await RenderAsync(SampleCheck.Quiet())).Body!.TextContent);
    }

    private static CheckResult HostileCheck()
    {
        var url = "https://example.org/\"><script>alert(3)</script>?q=%3Cscript%3E%E2%80%AE";
        var change = new ClaimChange
        {
            Kind = ChangeKind.Factual,
            Before = Hostile,
            After = "calm " + Hostile,
            Facts = [new FactChange(FactType.Name, Hostile, null)],
            CitedBy = [new CitedBy("javascript:alert(4)", 1, Hostile, Support.Direct, SupportEffect.SupportLost)],
        };
        return new CheckResult(
            [
                SampleCheck.Article("javascript:alert(5)", Hostile, "en\" onload=\"alert(6)", [
                    SampleCheck.Ref(1, Hostile, url, new PassageSentence(Hostile, Support.Direct)) with { ArchiveUrl = new Uri("javascript:alert(7)") },
                    SampleCheck.Ref(2, Hostile, "javascript:alert(8)"),
                ]) with { Revision = Hostile },
            ],
            [
                SampleCheck.Page(url, VerdictKind.Gone, Hostile) with
                {
                    Label = Hostile, Language = Hostile, NotCompared = Hostile, Change = new Change([change]), Capture = new StoredCapture("20260310081500", Hostile, "b", CaptureOutcome.New),
                },
                SampleCheck.Page("javascript:alert(8)", VerdictKind.Unknown, Hostile),
                SampleCheck.Page("https://example.net/b", VerdictKind.Unknown, Hostile) with { NotCompared = Hostile, Title = Hostile },
            ]);
    }

    private static async Task<IDocument> RenderAsync(CheckResult result) =>
        new HtmlParser().ParseDocument(await CheckReport.RenderAsync(result, SampleCheck.Now));
}
