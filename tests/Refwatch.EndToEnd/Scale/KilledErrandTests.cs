using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Storage;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.EndToEnd.Scale;

/// <summary>A handler is killed while it fetches a memento from another host for a page: the errand is carried out all the same, and its alert told once.</summary>
[Collection(ScaleOutTests.Alone)]
public sealed class KilledErrandTests : IAsyncLifetime
{
    private const string Article = "http://wiki.example/wiki/Port_Ellery";
    private const string Page = "http://courier.example/master";
    private const string Gate = "http://memory.example/web/";
    private const string Memento = "20190501080000";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _alerts = [];
    private readonly TaskCompletionSource _isInHand = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string> _settings = new()
    {
        ["REFWATCH_LEASE"] = "00:00:15",
        ["REFWATCH_VISIT__WATCHDOG"] = "00:00:05",
        ["REFWATCH_VISIT__PUTOFF"] = "00:00:02",
        ["REFWATCH_TIMEGATES"] = Gate,
    };

    private Process? _azurite;
    private string _account = "";
    private LoopbackProxy _web = null!;

    public async Task InitializeAsync()
    {
        if (Azurite.Missing is null)
        {
            (_azurite, _account) = Azurite.StartOne();
            _web = await LoopbackProxy.StartAsync(AnswerAsync);
            _settings["REFWATCH_ARCHIVE"] = _account;
        }
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
        {
            _azurite.Kill(entireProcessTree: true);
            _azurite.Dispose();
            await _web.DisposeAsync();
        }
    }

    [AzuriteTrial]
    public async Task The_errand_is_carried_out_and_told_once()
    {
        await WatchAsync();
        var account = StorageAccount.Parse(_account)!;
        var (visits, alerts) = (await account.OpenQueueAsync("visits", None), await account.OpenQueueAsync("alerts", None));
        await using var handler = await FunctionsHost.StartAsync(_web.Address, _settings, visits, alerts);
        await TickUntilAsync(handler, "the memento is not asked for", () => Task.FromResult(_isInHand.Task.IsCompleted));
        await handler.KillAsync();

        var state = (await ArchiveLocation.OpenAsync(_account, null, TimeProvider.System, None)).State;
        await TickUntilAsync(handler, "the alert did not come", () => Task.FromResult(!_alerts.IsEmpty));
        await TickUntilAsync(handler, "the outbox is not empty", async () => !await state.ListAsync("outbox/", null, None).AnyAsync());
        Assert.Single(_alerts.Distinct(StringComparer.Ordinal));
        Assert.InRange(_alerts.Count, 1, 2);
        Assert.Empty((await OpenLedger.PeekAsync(state, "memory.example", None))!.Errands);
        var row = (await OpenLedger.PeekAsync(state, "courier.example", None))!.Pages[Page];
        Assert.Equal(Memento, row.Mementos!.Baselines.Single().Time!.Value.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
        Assert.Equal(1, _asked[Page]); // the page's own visit was not concerned
        Assert.Equal(2, _asked[$"{Gate}{Memento}id_/{Page}"]); // the one that the kill broke off, and one more
    }

    private async Task TickUntilAsync(FunctionsHost handler, string otherwise, Func<Task<bool>> isSo)
    {
        for (var watch = Stopwatch.StartNew(); !await isSo(); await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System))
        {
            Assert.True(watch.Elapsed < Patience, $"{otherwise}; asked: {string.Join(", ", _asked)}; {string.Join("; ", handler.Failures)}");
            await handler.TickAsync("PlanVisits");
        }
    }

    private async Task WatchAsync()
    {
        var list = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(list, $"name: errands\ninterval: 1d\ndelay: 1ms\nchannels: [webhook: {_web.Address}alerts]\narticles:\n- {Article}\n");
        var applied = await Executable.RunAsync(_web.Address, "watch", list, "--apply-only", "--archive", _account);
        File.Delete(list);
        Assert.True(applied.ExitCode == 0, applied.Errors);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Method == "POST")
        {
            _alerts.Enqueue(context.Request.Headers["Idempotency-Key"].ToString());
            return;
        }

        var url = LoopbackProxy.UrlOf(context.Request).AbsoluteUri;
        var times = _asked.AddOrUpdate(url, 1, static (_, count) => count + 1);
        switch (url)
        {
            case Article:
                await HtmlAsync(context, ArticleHtml);
                break;
            case Page:
                await HtmlAsync(context, PageHtml("10 May 2019"));
                break;
            case $"{Gate}{Page}":
                context.Response.Headers.Vary = "accept-datetime";
                context.Response.Redirect($"{Gate}{Memento}/{Page}");
                break;
            case $"{Gate}{Memento}id_/{Page}":
                if (times == 1)
                {
                    _isInHand.SetResult();
                    await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, context.RequestAborted);
                }

                context.Response.Headers["Memento-Datetime"] = "Wed, 01 May 2019 08:00:00 GMT";
                await HtmlAsync(context, PageHtml("10 March 2019"));
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }

    private static Task HtmlAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html);
    }

    private static string PageHtml(string day) =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>Harbour master detained</title></head><body><article><h1>Harbour master detained</h1>
        <p>The harbour master of Port Ellery was detained on {day} on suspicion of fraud.</p>
        <p>His lawyer said that the search of his office had lasted six hours and that nothing had been found.</p>
        <p>The port handles grain for the whole of the region, and its workers have been on strike since the search became known.</p></article></body></html>
        """;

    private const string ArticleHtml =
        $"""
        <!DOCTYPE html><html class="client-nojs" lang="en"><head><title>Port Ellery - Encyclopedia</title><meta name="generator" content="MediaWiki 1.43.0"></head>
        <body class="mediawiki"><h1 id="firstHeading" class="firstHeading">Port Ellery</h1><div id="mw-content-text"><div class="mw-parser-output">
        <p><b>Port Ellery</b> is a harbour town. Its harbour master was detained on 10 March 2019.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup></p>
        <ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text"><cite class="citation web cs1"><a class="external text" href="{Page}">"Harbour master detained"</a>. <i>The Courier</i>. Retrieved 3 May 2019.</cite></span></li></ol>
        </div></div></body></html>
        """;
}
