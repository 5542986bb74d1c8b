using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Refwatch.Storage;
using Refwatch.Tests.Alerting;
using Refwatch.Tests.Mementos;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>What an operator sees of a visit from outside.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Url = "http://observed.example/1";

    private readonly TestHouse _house = new();
    private readonly ConcurrentBag<Activity> _spans = [];
    private readonly ConcurrentBag<(string Instrument, double Value, string Tags)> _measured = [];
    private readonly ActivityListener _listener;
    private readonly MeterListener _meter = new();
    private readonly AsyncLocal<bool> _isHere = new();
    private bool _isWatched;

    public TelemetryTests()
    {
        _isHere.Value = true; // other tests run side by side: only what this one causes is kept
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Telemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (_isHere.Value)
                {
                    _spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _meter.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meter.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meter.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
        _house.Dispose();
    }

    [Fact]
    public async Task One_trace_leads_from_the_message_to_the_sent_alert()
    {
        await VisitAsync("10 March");
        _spans.Clear();
        await VisitAsync("10 May");
        var visit = Assert.Single(_spans, static span => span.OperationName == "visit");

        // The sender runs on its own, as another function does.
        await _house.Pipeline.Outbox.DeliverAsync(
            new Dictionary<string, IReadOnlyList<Refwatch.Alerting.IAlertChannel>> { ["watched"] = [new FakeChannel("inbox-1")] }, CancellationToken.None);

        Assert.Equal(
            ["alert", "archive", "check", "compare", "extract", "fetch", "visit"],
            _spans.Where(span => span.TraceId == visit.TraceId).Select(static span => span.OperationName).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_errand_on_another_host_stands_in_the_trace_of_the_visit_that_asked_for_it()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        await house.CheckAsync();

        var errand = Assert.Single(_spans, static span => span.OperationName == "errand");
        var asked = Assert.Single(_spans, span => span.SpanId == errand.ParentSpanId); // it was remembered with the errand, and the errand lay in an inbox
        Assert.Equal(("check", ArchiveHouse.Page), (asked.OperationName, $"{asked.GetTagItem("url.full")}"));
        Assert.Equal(ArchiveHouse.Service, errand.GetTagItem("server.address"));
        var carrier = Assert.Single(_spans, span => span.SpanId == Assert.Single(errand.Links).Context.SpanId);
        Assert.Equal(("visit", ArchiveHouse.Service), (carrier.OperationName, carrier.GetTagItem("server.address")));
        Assert.Contains(_spans, span => span.OperationName == "fetch" && span.ParentSpanId == errand.SpanId);
        Assert.Contains(_spans, static span => span.OperationName == "settle");
    }

    [Fact]
    public async Task Retries_and_deliveries_are_measured()
    {
        _house.Web.Put(Url, request => _house.Web.Count(Url) == 1 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : FakeWeb.Html("<p>Nothing.</p>"));
        await _house.CheckOneAsync(Url);
        Assert.Contains(_measured, static kept => kept is { Instrument: "refwatch.fetch.retries", Value: 1 });

        await VisitAsync("10 March");
        await VisitAsync("10 May");
        await _house.Pipeline.Outbox.DeliverAsync(
            new Dictionary<string, IReadOnlyList<Refwatch.Alerting.IAlertChannel>> { ["watched"] = [new FakeChannel("inbox-1")], ["test"] = [] }, CancellationToken.None);
        Assert.Contains(_measured, static kept => kept is { Instrument: "refwatch.alerts.deliveries", Tags: "channel=inbox,outcome=delivered" });
    }

    [Fact]
    public async Task Checks_bytes_lag_alerts_and_storage_are_measured_and_no_text_is_among_them()
    {
        await VisitAsync("10 March");
        await VisitAsync("10 May");

        Assert.Contains(_measured, static kept => kept is { Instrument: "refwatch.checks", Tags: "verdict=Live" });
        Assert.Contains(_measured, static kept => kept is { Instrument: "refwatch.fetch.bytes", Value: > 100 });
        Assert.Equal("kind=ContentDrift", Assert.Single(_measured, static kept => kept.Instrument == "refwatch.alerts").Tags);
        Assert.Contains(_measured, static kept => kept is { Instrument: "refwatch.visit.lag", Value: >= 60 });
        Assert.Contains(_measured, static kept => kept is { Instrument: "refwatch.queue.age", Value: 5 });
        Assert.Contains(_measured, static kept => kept is { Instrument: "refwatch.storage.operations", Tags: "store=captures,operation=write" });
        var told = _measured.Select(static kept => kept.Tags)
            .Concat(_spans.SelectMany(static span => span.TagObjects.Select(static tag => $"{tag.Value}")));
        Assert.All(told, static text => Assert.DoesNotContain("harbour", text, StringComparison.OrdinalIgnoreCase));
    }

    private async Task VisitAsync(string date)
    {
        _house.Web.Put(Url, $"<!DOCTYPE html><title>Harbour</title><article><h1>Harbour</h1><p>Officers detained the harbour master of Port Ellery on {date} after a search of his office that lasted for six hours.</p></article>");
        if (!_isWatched)
        {
            _isWatched = true;
            var page = new WatchedTarget(new Uri(Url), Label: null, TimeSpan.FromHours(6));
            await _house.Pipeline.WatchLists.ApplyAsync(new WatchList { Name = "watched", Pages = [page] }, CancellationToken.None);
        }

        _house.Clock.Advance(TimeSpan.FromHours(7));
        var queue = new MemoryVisitQueue();
        Assert.Equal(1, await _house.Pipeline.NewPlanner(queue).PlanAsync(CancellationToken.None));
        _house.Clock.Advance(TimeSpan.FromSeconds(5));
        await foreach (var message in queue.ReadAllAsync(CancellationToken.None))
        {
            await _house.Pipeline.NewVisit(static _ => { }).RunAsync(message, CancellationToken.None);
            return;
        }
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_isHere.Value)
        {
            _measured.Add((instrument.Name, value, string.Join(',', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))));
        }
    }
}
