using Refwatch.Alerting;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.Tests.Alerting;

public sealed class OutboxTests : IDisposable
{
    private static readonly DeliveryFailure Busy = new("HTTP 503", IsTransient: true);
    private static readonly DeliveryFailure Refused = new("HTTP 404", IsTransient: false);

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-outbox-").FullName;
    private readonly DirectoryBlobStore _store;
    private readonly FakeClock _clock = new();
    private readonly Outbox _outbox;
    private readonly FakeChannel _mail = new("mail-1");
    private readonly FakeChannel _webhook = new("webhook-1");

    public OutboxTests()
    {
        _store = new DirectoryBlobStore(_folder);
        _outbox = new Outbox(_store, _clock);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_alert_is_delivered_once_however_often_it_is_raised()
    {
        await RaiseAsync("a1");
        await RaiseAsync("a1");
        Assert.Equal(new DeliveryReport(1, 0), await DeliverAsync() with { Errors = [] });
        await RaiseAsync("a1");
        Assert.Equal((0, 0), await CountsAsync());

        Assert.Equal(["a1"], _mail.Received);
        Assert.Equal(["a1"], _webhook.Received);
        Assert.Equal(["sent/a1"], await _store.ListAsync("", null, default).ToListAsync());
    }

    [Fact]
    public async Task A_failing_webhook_does_not_repeat_the_mail()
    {
        _webhook.Answer = () => Busy;
        await RaiseAsync("a1");
        var report = await DeliverAsync();
        Assert.Equal((0, 1), (report.Sent, report.Left));
        Assert.Equal(["webhook-1: HTTP 503"], report.Errors);
        Assert.Equal(4, _webhook.Tries);

        _webhook.Answer = () => null;
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((1, 0), await CountsAsync());
        Assert.Equal(["a1"], _mail.Received);
        Assert.Equal(["a1"], _webhook.Received);
    }

    [Fact]
    public async Task A_hiccup_is_retried_within_the_run()
    {
        _webhook.Answer = () => _webhook.Tries < 3 ? Busy : null;
        await RaiseAsync("a1");
        Assert.Equal((1, 0), await CountsAsync());
        Assert.Equal(3, _webhook.Tries);
    }

    [Fact]
    public async Task A_refusal_is_not_retried_within_the_run_and_the_alert_stays_with_the_reason()
    {
        _webhook.Answer = () => Refused;
        await RaiseAsync("a1");
        Assert.Equal((0, 1), await CountsAsync());
        Assert.Equal(1, _webhook.Tries);

        var item = Json.Read<OutboxItem>((await _store.ReadAsync("outbox/a1", default))!.Content);
        Assert.Equal(["webhook-1: HTTP 404"], item.LastErrors);
        Assert.Equal(1, item.Attempts);
    }

    [Fact]
    public async Task An_alert_that_failed_is_put_off_longer_each_time()
    {
        _webhook.Answer = () => Refused;
        await RaiseAsync("a1");
        var waits = new List<TimeSpan>();
        for (var run = 0; run < 12; run++)
        {
            Assert.Equal((0, 1), await CountsAsync());
            var item = Json.Read<OutboxItem>((await _store.ReadAsync("outbox/a1", default))!.Content);
            waits.Add(item.NotBefore - _clock.GetUtcNow());
            var tries = _webhook.Tries;
            Assert.Equal((0, 1), await CountsAsync());
            Assert.Equal(tries, _webhook.Tries);
            _clock.Advance(waits[^1]);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360], waits.Select(wait => wait.TotalMinutes));
    }

    [Fact]
    public async Task A_receiver_that_asks_for_an_hour_gets_it()
    {
        _webhook.Answer = () => Busy with { RetryAfter = TimeSpan.FromHours(1) };
        await RaiseAsync("a1");
        await CountsAsync();
        Assert.Equal(1, _webhook.Tries);
        _clock.Advance(TimeSpan.FromMinutes(59));
        await CountsAsync();
        Assert.Equal(1, _webhook.Tries);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await CountsAsync();
        Assert.Equal(2, _webhook.Tries);
    }

    [Fact]
    public async Task A_channel_that_is_down_is_not_asked_again_for_every_alert()
    {
        _webhook.Hangs = true;
        for (var i = 0; i < 5; i++)
        {
            await RaiseAsync($"a{i}");
        }

        var report = await DeliverAsync();
        Assert.Equal((0, 5), (report.Sent, report.Left));
        Assert.Equal(["webhook-1: no answer within 30 s"], report.Errors);
        Assert.Equal(4, _webhook.Tries);
        Assert.Equal(5, _mail.Received.Count);
    }

    [Fact]
    public async Task A_channel_of_two_lists_gets_one_message()
    {
        await _outbox.RaiseAsync(Alerts.Of("a1", "one", "two"), default);
        await _outbox.DeliverAsync(new Dictionary<string, IReadOnlyList<IAlertChannel>> { ["one"] = [_mail], ["two"] = [_mail, _webhook] }, default);
        Assert.Equal(["a1"], _mail.Received);
        Assert.Equal(["a1"], _webhook.Received);
    }

    [Fact]
    public async Task An_alert_of_a_list_unknown_to_this_run_stays_for_the_run_that_knows_it()
    {
        await _outbox.RaiseAsync(Alerts.Of("a1", "list", "elsewhere"), default);
        Assert.Equal((0, 1), await CountsAsync());
        Assert.Equal((0, 1), await CountsAsync());
        Assert.Equal(["a1"], _mail.Received);

        var theirs = new FakeChannel("theirs");
        var report = await _outbox.DeliverAsync(
            new Dictionary<string, IReadOnlyList<IAlertChannel>> { ["list"] = [_mail, _webhook], ["elsewhere"] = [theirs] }, default);
        Assert.Equal((1, 0), (report.Sent, report.Left));
        Assert.Equal(["a1"], theirs.Received);
        Assert.Equal(["a1"], _mail.Received);
    }

    [Fact]
    public async Task With_nobody_to_tell_an_alert_counts_as_sent()
    {
        await _outbox.RaiseAsync(Alerts.Of("a1"), default);
        await _outbox.RaiseAsync(Alerts.Of("a2", "silent"), default);
        var report = await _outbox.DeliverAsync(new Dictionary<string, IReadOnlyList<IAlertChannel>> { ["silent"] = [] }, default);
        Assert.Equal((2, 0), (report.Sent, report.Left));
    }

    [Fact]
    public async Task An_item_that_another_sender_holds_is_left_to_it()
    {
        await RaiseAsync("a1");
        var reports = new List<DeliveryReport>();
        _mail.AfterReceiving = () => reports.Add(DeliverAsync().GetAwaiter().GetResult());
        Assert.Equal((1, 0), await CountsAsync());
        var other = Assert.Single(reports);
        Assert.Equal((0, 1), (other.Sent, other.Left));
        Assert.Equal(["a1"], _mail.Received);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{\"schemaVersion\":1}")]
    [InlineData("{\"schemaVersion\":2,\"alert\":{\"id\":\"a0\",\"kind\":\"LinkRot\",\"title\":\"t\",\"page\":\"p\",\"time\":\"2026-03-01T12:00:00Z\"}}")]
    public async Task An_item_that_cannot_be_read_stops_no_other(string json)
    {
        await _store.WriteAsync("outbox/a0", System.Text.Encoding.UTF8.GetBytes(json), WriteCondition.Absent, default);
        await RaiseAsync("a1");
        var report = await DeliverAsync();
        Assert.Equal((1, 1), (report.Sent, report.Left));
        Assert.StartsWith("outbox/a0: ", Assert.Single(report.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kill_at_any_step_loses_nothing_and_repeats_at_most_one_message_with_the_same_id(bool afterEffect)
    {
        var survived = false;
        for (var killAt = 1; !survived; killAt++)
        {
            var id = $"k{killAt}";
            var (mail, webhook) = (new FakeChannel("mail-1"), new FakeChannel("webhook-1"));
            var channels = new Dictionary<string, IReadOnlyList<IAlertChannel>> { ["list"] = [mail, webhook] };
            var mortal = new MortalStore(_store, killAt, afterEffect);
            mail.AfterReceiving = webhook.AfterReceiving = mortal.Step;
            try
            {
                var first = new Outbox(mortal, _clock);
                await first.RaiseAsync(Alerts.Of(id, "list"), default);
                await first.DeliverAsync(channels, default);
                survived = true;
            }
            catch (KilledException)
            {
            }

            // The visit is repeated: it raises again, and whoever comes next delivers.
            mail.AfterReceiving = webhook.AfterReceiving = static () => { };
            await _outbox.RaiseAsync(Alerts.Of(id, "list"), default);
            await _outbox.DeliverAsync(channels, default);
            await _outbox.DeliverAsync(channels, default);

            Assert.All([mail, webhook], channel => Assert.InRange(channel.Received.Count, 1, 2));
            Assert.InRange(mail.Received.Count + webhook.Received.Count, 2, 3);
            Assert.All([.. mail.Received, .. webhook.Received], received => Assert.Equal(id, received));
            Assert.Null(await _store.ReadAsync($"outbox/{id}", default));
            Assert.NotNull(await _store.ReadAsync($"sent/{id}", default));
            Assert.True(!survived || killAt > 10, "the run has more steps than that");
            Assert.True(killAt < 100);
        }
    }

    private Task RaiseAsync(string id) => _outbox.RaiseAsync(Alerts.Of(id, "list"), default);

    private Task<DeliveryReport> DeliverAsync() =>
        _clock.RunAsync(_outbox.DeliverAsync(new Dictionary<string, IReadOnlyList<IAlertChannel>> { ["list"] = [_mail, _webhook] }, default));

    private async Task<(int Sent, int Left)> CountsAsync()
    {
        var report = await DeliverAsync();
        return (report.Sent, report.Left);
    }
}
