namespace Refwatch.Alerting;

/// <summary>Opens the channels that a watch list names.</summary>
public sealed class Channels(TextWriter output, TimeProvider clock, Func<string, string?>? environment = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "Refwatch/0.1" } },
    };

    /// <summary>The channels of one list; mail to several addresses is a channel each, so that each is retried for itself.</summary>
    public IReadOnlyList<IAlertChannel> Open(IEnumerable<ChannelSettings> settings) => [.. settings.SelectMany(Open)];

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private IEnumerable<IAlertChannel> Open(ChannelSettings settings) => settings switch
    {
        StdoutSettings stdout => [new TextChannel(stdout, output)],
        WebhookSettings webhook => [new WebhookChannel(webhook, _http, clock)],
        MailSettings mail => mail.To.Select(to => new MailChannel(mail, to, environment ?? Environment.GetEnvironmentVariable)),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings, "No such channel."),
    };
}
