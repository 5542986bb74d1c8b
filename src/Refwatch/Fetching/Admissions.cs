namespace Refwatch.Fetching;

/// <summary>The hosts that one fetch has entered, and whether a URL may be entered at all.</summary>
internal sealed class Admissions(FetchRequest request, FetchOptions options) : IAsyncDisposable
{
    private readonly Dictionary<string, HostManners> _entered = new(StringComparer.Ordinal)
    {
        [HostManners.HostOf(request.Url)] = request.Manners,
    };

    private readonly List<HostAdmission> _held = [];

    /// <summary>Why no request may go there, whatever its host says; null when one may.</summary>
    public FetchFailure? Refusal(Uri url)
    {
        if (!url.IsAbsoluteUri) return new FetchFailure(FetchFailureKind.Unsupported, "not an absolute URL");
        if (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
        {
            return new FetchFailure(FetchFailureKind.Unsupported, $"not an http or https URL: {url.Scheme}:");
        }

        return !options.AllowPrivateNetwork && PrivateAddress.IsPrivateName(url)
            ? new FetchFailure(FetchFailureKind.PrivateAddress, $"{url.Host} is a private network; --allow-private-network permits it")
            : null;
    }

    /// <summary>The manners of the URL's host; null when it wants no request now.</summary>
    public async Task<HostManners?> EnterAsync(Uri url, CancellationToken cancellationToken)
    {
        var host = HostManners.HostOf(url);
        if (_entered.TryGetValue(host, out var manners)) return manners;

        if (request.EnterHost is null) return _entered[host] = new HostManners { Host = host };

        if (await request.EnterHost(host, cancellationToken) is not { } admission) return null;

        _held.Add(admission);
        return _entered[host] = admission.Manners;
    }

    public static FetchFailure PutOff(Uri url) =>
        new(FetchFailureKind.PutOff, $"{HostManners.HostOf(url)}, where a redirect leads, is being visited or wants no request yet");

    public async ValueTask DisposeAsync()
    {
        foreach (var admission in _held) await admission.DisposeAsync();
    }
}
