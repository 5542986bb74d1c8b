using System.Text;

namespace Refwatch.Fetching;

/// <summary>Asks robots.txt before a page is asked (RFC 9309), and keeps what it said in the host's manners.</summary>
internal sealed class RobotsGate(PoliteSender sender, TimeProvider clock)
{
    /// <summary>The name that a robots.txt may address (section 2.2.1).</summary>
    public const string ProductToken = "Refwatch";

    private const int MaxRedirects = 5; // section 2.3.1.2
    private const int MaxOrigins = 4;

    /// <summary>Section 2.4: not longer than a day.</summary>
    private static readonly TimeSpan s_fresh = TimeSpan.FromHours(24);

    /// <summary>A site whose robots.txt failed is asked again sooner.</summary>
    private static readonly TimeSpan s_failedFresh = TimeSpan.FromHours(1);

    /// <summary>"https://example.org", with the port where it is not the scheme's own.</summary>
    public static string OriginOf(Uri url) => url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>What was looked at for a URL that might be asked; null before <see cref="RefusalAsync"/>.</summary>
    public static RobotsLook? LookOf(Uri url, HostManners manners) =>
        manners.Robots.TryGetValue(OriginOf(url), out var known) ? new RobotsLook(known.Status, known.Fetched) : null;

    /// <summary>Null when the URL may be asked; else why not.</summary>
    public async Task<FetchFailure?> RefusalAsync(
        Uri url, FetchRequest request, HostManners manners, Admissions admissions, CancellationToken cancellationToken)
    {
        var origin = OriginOf(url);
        var known = manners.Robots.TryGetValue(origin, out var copy) ? copy : null;
        if (known is null || clock.GetUtcNow() - known.Fetched >= (known.Status >= 500 ? s_failedFresh : s_fresh))
        {
            var (fetched, failure) = await FetchAsync(new Uri(origin + "/robots.txt"), request, manners, admissions, cancellationToken);
            if (failure is not null) return failure;

            // Section 2.4: an old copy holds on while the file is unreachable.
            known = fetched!.Status >= 500 && known?.Status < 500 ? known : fetched;
            Keep(manners, origin, known);
        }

        if (known.Status >= 500)
        {
            return new FetchFailure(FetchFailureKind.Robots, $"{origin}/robots.txt answered {known.Status}, which closes the site");
        }

        var rule = RobotsRules.Parse(known.Text).RuleFor(url.PathAndQuery, ProductToken);
        return rule is null or { Allows: true } ? null : new FetchFailure(FetchFailureKind.Robots, $"{origin}/robots.txt says \"{rule}\"");
    }

    /// <summary>A host has few origins; ports that a hostile redirect makes up must not swell its ledger.</summary>
    private static void Keep(HostManners manners, string origin, RobotsCopy copy)
    {
        while (manners.Robots.Count >= MaxOrigins && !manners.Robots.ContainsKey(origin))
        {
            manners.Robots.Remove(manners.Robots.MinBy(static kept => kept.Value.Fetched).Key);
        }

        manners.Robots[origin] = copy;
    }

    /// <summary>The file, or the reason why the whole site could not be asked: a name that does not resolve, a bad certificate.</summary>
    private async Task<(RobotsCopy? Copy, FetchFailure? Failure)> FetchAsync(
        Uri url, FetchRequest request, HostManners manners, Admissions admissions, CancellationToken cancellationToken)
    {
        var terms = new RequestTerms([], RobotsRules.MaxBytes, request.LeastPause, request.IsTriedOnce);
        var now = clock.GetUtcNow();
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var (exchange, failure) = await sender.SendAsync(url, terms, manners, cancellationToken);
            if (exchange is null) return (null, failure);
            if (!Redirect.IsOne(exchange)) return (new RobotsCopy(now, exchange.Status, Text(exchange)), null);

            (var next, failure) = Redirect.Target(exchange);
            if (next is null || admissions.Refusal(next) is not null) break;

            if (await admissions.EnterAsync(next, cancellationToken) is not { } entered) return (null, Admissions.PutOff(next));
            (url, manners) = (HostManners.Canonical(next), entered);
        }

        // Section 2.3.1.2: after five redirects the file counts as unavailable, and what is unavailable forbids nothing.
        return (new RobotsCopy(now, 404, ""), null);
    }

    private static string Text(Exchange exchange)
    {
        if (exchange.Status is < 200 or >= 300) return "";

        var bytes = ContentCoding.Undo(exchange.Body, exchange.Header("Content-Encoding"), RobotsRules.MaxBytes);
        var text = Encoding.UTF8.GetString(bytes);
        return exchange.IsTruncated ? text[..(text.AsSpan().LastIndexOfAny('\n', '\r') + 1)] : text;
    }
}
