using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Refwatch.Azure;

namespace Refwatch.EndToEnd.Scale;

/// <summary>
/// Plays the Functions host for one instance: starts the executable as its custom handler, POSTs it the queue's messages and
/// the timers' ticks as the host does, hands a failed message out again, and starts the handler anew when it died.
/// </summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    /// <summary>host.json: batchSize 8 and newBatchThreshold 4.</summary>
    private const int Concurrency = 12;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    private readonly Uri _proxy;
    private readonly Dictionary<string, string> _settings;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(10) };
    private Process _handler;
    private Uri _address;

    private FunctionsHost(Uri proxy, Dictionary<string, string> settings, Process handler, Uri address) =>
        (_proxy, _settings, _handler, _address) = (proxy, settings, handler, address);

    /// <summary>What the handler said about invocations that did not end with 200.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    public int ProcessId => _handler.Id;

    /// <param name="proxy">What the handler takes for the web.</param>
    /// <param name="settings">Its application settings.</param>
    /// <param name="visits">The queue "visits"; null: its messages are handed out by the test.</param>
    /// <param name="alerts">The queue "alerts"; null: nobody reads it.</param>
    public static async Task<FunctionsHost> StartAsync(Uri proxy, Dictionary<string, string> settings, StorageQueue? visits = null, StorageQueue? alerts = null)
    {
        var (handler, address) = await StartHandlerAsync(proxy, settings);
        var host = new FunctionsHost(proxy, settings, handler, address);
        if (visits is not null)
        {
            host._loops.AddRange(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(() => host.HandOutAsync("VisitHost", "visit", visits))));
        }

        if (alerts is not null)
        {
            host._loops.Add(Task.Run(() => host.HandOutAsync("SendNewAlerts", "alerts", alerts)));
        }

        return host;
    }

    /// <summary>A function is called; the answer's status and body.</summary>
    public async Task<(int Status, string Body)> PostAsync(string function, string invocation, CancellationToken cancellationToken)
    {
        using var content = new StringContent(invocation, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(_address, function), content, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>A proxied HTTP request.</summary>
    public async Task<int> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(_address, path));
        return (int)response.StatusCode;
    }

    /// <summary>A timer's tick; whether it ended well.</summary>
    public Task<bool> TickAsync(string function) => InvokeAsync(function, """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{}}""");

    /// <summary>SIGKILL, and another handler in its place, as the host does.</summary>
    public async Task KillAsync()
    {
        var dead = _handler;
        dead.Kill();
        (_handler, _address) = await StartHandlerAsync(_proxy, _settings);
        dead.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        _handler.Kill();
        _handler.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }

    private static async Task<(Process Handler, Uri Address)> StartHandlerAsync(Uri proxy, Dictionary<string, string> settings)
    {
        var handler = Executable.Start(proxy, ["serve"], new(settings) { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0" });
        _ = handler.StandardError.BaseStream.CopyToAsync(Stream.Null);
        using var late = new CancellationTokenSource(StartsWithin);
        var line = await handler.StandardOutput.ReadLineAsync(late.Token) ?? throw new InvalidOperationException("The handler did not start.");
        _ = handler.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return (handler, new Uri(line["Listening on ".Length..]));
    }

    private async Task HandOutAsync(string function, string binding, StorageQueue queue)
    {
        while (!_stop.IsCancellationRequested)
        {
            if (await queue.ReceiveAsync(Hidden, CancellationToken.None) is not { } message)
            {
                await Task.Delay(Pause, TimeProvider.System);
                continue;
            }

            // Encoded twice, and numbers as strings: as seen live.
            var data = JsonSerializer.Serialize(JsonSerializer.Serialize(message.Message));
            var deliveries = message.DequeueCount.ToString(CultureInfo.InvariantCulture);
            if (await InvokeAsync(function, $$$"""{"Data":{"{{{binding}}}":{{{data}}}},"Metadata":{"DequeueCount":"{{{deliveries}}}"}}"""))
            {
                await queue.DeleteAsync(message, CancellationToken.None);
            }
            else
            {
                await queue.ExtendAsync(message, Again, CancellationToken.None);
            }
        }
    }

    private async Task<bool> InvokeAsync(string function, string invocation)
    {
        try
        {
            var (status, body) = await PostAsync(function, invocation, _stop.Token);
            if (status != 200)
            {
                Failures.Enqueue($"{function}: {status} {body}");
            }

            return status == 200;
        }
        catch (Exception died) when (died is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
