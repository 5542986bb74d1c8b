using System.Text;
using Refwatch.Alerting;
using Refwatch.Verdicts;
using Refwatch.Web.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Refwatch.Cli.Rendering;

/// <summary>The live view of `refwatch watch`: what was found so far, who is asked now, and the last pages checked.</summary>
/// <param name="console">A terminal.</param>
/// <param name="clock">The time since the watch began.</param>
internal sealed class WatchView(IAnsiConsole console, TimeProvider clock)
{
    private const int LastPages = 10;
    private const int HostsShown = 6;

    private readonly Lock _lock = new();
    private readonly DateTimeOffset _started = clock.GetUtcNow();
    private readonly SortedDictionary<VerdictKind, int> _verdicts = [];
    private readonly SortedSet<string> _visiting = new(StringComparer.Ordinal);
    private readonly Queue<PageOutcome> _last = new();
    private int _changes;
    private int _sent;
    private int _waiting;

    /// <summary>Lines for the reader that stay above the view: alerts, failures.</summary>
    public TextWriter Lines => new LineWriter(console);

    public void Checked(PageOutcome outcome)
    {
        lock (_lock)
        {
            _verdicts[outcome.Verdict.Kind] = _verdicts.GetValueOrDefault(outcome.Verdict.Kind) + 1;
            _changes += outcome.Change.Claims.Count;
            _last.Enqueue(outcome);
            if (_last.Count > LastPages)
            {
                _last.Dequeue();
            }
        }
    }

    public void Visiting(string host, bool isOver)
    {
        lock (_lock)
        {
            _ = isOver ? _visiting.Remove(host) : _visiting.Add(host);
        }
    }

    public void Delivered(DeliveryReport delivery)
    {
        lock (_lock)
        {
            (_sent, _waiting) = (_sent + delivery.Sent, delivery.Left);
        }
    }

    /// <summary>Shows the view, drawn anew twice a second, until the work ends.</summary>
    public Task ShowAsync(Task work) => console.Live(Draw()).StartAsync(async live =>
    {
        while (!work.IsCompleted)
        {
            live.UpdateTarget(Draw());
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(0.5), clock));
        }

        live.UpdateTarget(Draw());
        await work;
    });

    /// <summary>The view as it stands.</summary>
    public IRenderable Draw()
    {
        lock (_lock)
        {
            var checkedPages = _verdicts.Values.Sum();
            var found = string.Join(", ", _verdicts.Select(static verdict => $"{verdict.Value} {VerdictWords.Name(verdict.Key).ToLowerInvariant()}"));
            var hosts = _visiting.Take(HostsShown).Select(static host => DisplayText.Clean(host)).ToList();
            var more = _visiting.Count - hosts.Count;
            return new Rows(
                new Text($"Watching since {_started:yyyy-MM-dd HH:mm} UTC; now {clock.GetUtcNow():HH:mm:ss}. Ctrl-C ends it.", Ink.Strong),
                new Text($"{CheckTable.Count(checkedPages, "check")}{(checkedPages > 0 ? $": {found}" : "")}; {_changes} claims changed; alerts: {_sent} sent, {_waiting} waiting"),
                new Text(hosts.Count == 0 ? "Nothing is due." : $"Asking {string.Join(", ", hosts)}{(more > 0 ? $" and {more} more" : "")}", Ink.Faint),
                Table());
        }
    }

    private Table Table()
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumns(new TableColumn("time").NoWrap(), new TableColumn("verdict").NoWrap(), new TableColumn("changed").NoWrap().RightAligned(), new TableColumn("page").NoWrap());
        foreach (var outcome in _last.Reverse())
        {
            table.AddRow(
                new Text($"{outcome.Time:HH:mm:ss}", Ink.Faint),
                Ink.Verdict(console, outcome.Verdict),
                new Text(outcome.Change.IsEmpty ? "–" : $"{outcome.Change.Claims.Count} changed"),
                new Text(Ink.Fit(DisplayText.Clean(outcome.Url.AbsoluteUri), Math.Max(20, console.Profile.Width - 40))));
        }

        return table;
    }

    /// <summary>Writes whole lines above the live view.</summary>
    private sealed class LineWriter(IAnsiConsole console) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => console.Write(new Text(value.ToString()));

        public override void Write(string? value) => console.Write(new Text(value ?? ""));

        public override void WriteLine(string? value) => console.Write(new Text((value ?? "") + "\n"));

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }

        public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) => WriteLineAsync(buffer.ToString());
    }
}
